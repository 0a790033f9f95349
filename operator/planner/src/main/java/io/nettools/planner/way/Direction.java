package io.nettools.planner.way;

import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Flow.Again;
import io.nettools.analyser.report.Flow.Sender;
import io.nettools.analyser.report.Flow.Tcp;

/** One direction of a connection, as captured at the interface of one of its two ends. */
record Direction(Flow flow, Tcp tcp, boolean toServer) {
    private static final Again NEVER = new Again(0, 0, 0, 0, 0, 0);

    String from() {
        return toServer ? flow.ends().client() : flow.ends().server();
    }

    String to() {
        return toServer ? flow.ends().server() : flow.ends().client();
    }

    About about() {
        return new About("tcp", flow.ends().client(), flow.ends().server(), "");
    }

    long packets() {
        return (toServer ? flow.toServer() : flow.toClient()).packets();
    }

    /**
     * Segments that passed the interface, were retransmitted, and were missing at the receiver meanwhile, by its own
     * acknowledgments.
     */
    long lostBehind() {
        Again again = again();
        boolean allSeen = sender().gaps().lackingBytes() == 0 && sender().gaps().missedBytes() == 0;
        // once for themselves, and once for the segments that the sender retransmitted needlessly because of them
        long elsewhere = 2 * (again.lostBeforeCapture() + sender().gaps().outOfOrder());
        long many = again.timeouts() + again.fast() + again.tailProbes() + again.spurious();
        long needless = Math.max(again.spurious(), again.gotTwice());
        return allSeen ? Math.max(0, many - sender().syn().retries() - needless - withoutRoom() - elsewhere) : 0;
    }

    /** Segments that passed the interface for the first time when they were retransmitted. */
    long lostBefore() {
        return again().lostBeforeCapture();
    }

    boolean onlySmallOnesPass() {
        return sender().onlySmallSegmentsPass();
    }

    /** How often the receiver announced a zero window: it may drop what arrives then. */
    private long withoutRoom() {
        return receiver().window().map(Flow.Window::zero).orElse(0L);
    }

    private Again again() {
        return sender().again().orElse(NEVER);
    }

    private Sender sender() {
        return toServer ? tcp.fromClient() : tcp.fromServer();
    }

    private Sender receiver() {
        return toServer ? tcp.fromServer() : tcp.fromClient();
    }
}
