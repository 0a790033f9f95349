package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;

/**
 * How a connection was cut off.
 *
 * @param by who sent RST first
 * @param state in which the connection was
 * @param afterMicros from the first packet of the connection, µs
 */
public record Reset(Side by, Flow.State state, long afterMicros) {}
