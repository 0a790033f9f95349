/** Draws a pod's connection to its node in text: it turns facts into lines, and does nothing else. */
package io.nettools.planner.topology;
