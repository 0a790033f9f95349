/** Conversations: which packets belong together, who began, how much went which way. */
package io.nettools.analyser.flow;
