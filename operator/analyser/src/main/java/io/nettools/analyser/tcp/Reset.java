package io.nettools.analyser.tcp;

import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;

/**
 * The reset of a connection.
 *
 * @param by the sender of the first RST
 * @param state the state of the connection before
 * @param afterMicros the time since the first packet of the connection, µs
 * @param micros when it was captured, µs since the epoch
 * @param aborts whether it acknowledges: a program aborted the connection. Without, a host answers a segment of a
 *     connection that it does not know (RFC 9293 §3.10.7.1)
 * @param crossed whether it acknowledges less than the other end had sent: the two met on the path
 * @param missed whether it acknowledges more than was captured of the other end
 */
public record Reset(
        Side by, Flow.State state, long afterMicros, long micros, boolean aborts, boolean crossed, boolean missed) {}
