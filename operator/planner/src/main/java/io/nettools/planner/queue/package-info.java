/**
 * The queue for trace pods: which trace may start now, and what the others wait for. Plain data structures without a
 * clock or a thread.
 */
package io.nettools.planner.queue;
