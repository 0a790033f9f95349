/** The requests that a trace makes itself: the tools with their options, and the reading of their output. */
package io.nettools.agent.probe;
