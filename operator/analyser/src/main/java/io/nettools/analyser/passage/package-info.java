/** What passed several points of one way: conversations joined across the points, counted, and what was lost between them named. */
package io.nettools.analyser.passage;
