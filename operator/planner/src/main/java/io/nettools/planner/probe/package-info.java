/** The trace's own request, before it is made: whether it can be, and which packets are its. */
package io.nettools.planner.probe;
