/** The request that a trace makes itself: which tool is run how, and what its output says. */
package io.nettools.agent.probe;
