/** The way of a conversation between two pods: where on it packets vanish or wait, from what each end counted. */
package io.nettools.planner.way;
