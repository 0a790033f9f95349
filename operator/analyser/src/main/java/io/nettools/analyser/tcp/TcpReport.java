package io.nettools.analyser.tcp;

import io.nettools.analyser.report.Flow;
import java.util.Optional;

/** The details of a connection in the report. */
public final class TcpReport {
    /** Shortest stall that is reported, µs: Linux' TCP_RTO_MIN, before which no time-out occurs. */
    private static final long A_STALL = 200_000;

    private static final long A_PAUSE = 1_000_000;

    private static final Flow.Window NEVER_SHORT = new Flow.Window(0, 0, 0, 0, 0);

    private TcpReport() {}

    /** The details as of now. */
    public static Flow.Tcp of(TcpConnection connection) {
        return new Flow.Tcp(
                seen(connection.clientHandshakeMicros()),
                seen(connection.serverHandshakeMicros()),
                connection.reset().map(reset -> new Flow.Reset(reset.state().name(), reset.afterMicros())),
                connection.thinkTime().answers(),
                connection.thinkTime().totalMicros(),
                connection.thinkTime().longestMicros(),
                from(A_PAUSE, connection.longestIdleMicros()),
                sender(connection.client(), connection.server()),
                sender(connection.server(), connection.client()));
    }

    private static Flow.Sender sender(EndpointFacts end, EndpointFacts other) {
        return new Flow.Sender(
                new Flow.Syn(end.mss(), end.windowScale(), end.synRetries()),
                end.largestSegment(),
                seen(end.roundTripMicros()),
                again(end.retransmissions(), other.duplicateSacks()),
                new Flow.Gaps(end.outOfOrder(), end.duplicateAcks(), end.missedBytes(), end.lackingBytes()),
                window(end),
                end.keepAlives(),
                from(A_STALL, end.longestStallMicros()),
                end.onlySmallSegmentsPass());
    }

    private static Optional<Flow.Again> again(Retransmissions all, long gotTwice) {
        Flow.Again again = new Flow.Again(
                all.timeouts(), all.fast(), all.tailProbes(), all.spurious(), all.lostBeforeCapture(), gotTwice);
        return all.total() == 0 ? Optional.empty() : Optional.of(again);
    }

    private static Optional<Flow.Window> window(EndpointFacts end) {
        Flow.Window window = new Flow.Window(
                end.zeroWindows(),
                end.zeroWindowMicros(),
                end.longestZeroWindowMicros(),
                end.zeroWindowProbes(),
                end.windowFull());
        return window.equals(NEVER_SHORT) ? Optional.empty() : Optional.of(window);
    }

    private static long seen(long micros) {
        return Math.max(0, micros);
    }

    private static long from(long least, long micros) {
        return micros < least ? 0 : micros;
    }
}
