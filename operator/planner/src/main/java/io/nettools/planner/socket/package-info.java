/** Compares what a pod was asked with what it listens on. */
package io.nettools.planner.socket;
