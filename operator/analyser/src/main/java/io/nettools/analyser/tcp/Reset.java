package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;

/**
 * The reset of a connection.
 *
 * @param by the sender of the first RST
 * @param state the state of the connection before
 * @param afterMicros the time since the first packet of the connection, µs
 */
public record Reset(Side by, Flow.State state, long afterMicros) {}
