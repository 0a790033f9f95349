/** Who may start a trace pod now, and what everybody else waits for. Plain data structures without a clock or a thread. */
package io.nettools.planner.queue;
