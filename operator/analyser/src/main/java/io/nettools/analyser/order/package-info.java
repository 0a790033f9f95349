/** What the operator asks of a trace pod: records only, written by {@code controller}, read by {@code agent}. */
package io.nettools.analyser.order;
