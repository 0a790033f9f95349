/**
 * Compares the points of one path: joins conversations across the points, counts them, and names packets lost between
 * points.
 */
package io.nettools.analyser.passage;
