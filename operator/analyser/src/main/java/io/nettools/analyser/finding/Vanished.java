package io.nettools.analyser.finding;

import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.Sockets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Packets that the pod's sockets sent and that never came to an interface.
 *
 * @param refused the kernel itself counted them as dropped: valid whatever was captured
 * @param unseen nothing counted them, but the capture, which would show them, does not
 */
record Vanished(KernelFacts facts, long refused, long unseen) {
    /** Counters are read one after the other, while packets are on their way. */
    private static final long FEW = 3;

    private static final long SELDOM = 10;

    /**
     * Packets that were not transmitted count only beside another proof: where the kernel encrypts (IPsec), it requests each packet twice and
     * transmits it once.
     */
    static Vanished of(KernelFacts facts) {
        long counted = facts.grown(KernelCounter.TcpExtTCPRetransFail) + facts.grown(KernelCounter.IpOutDiscards);
        long refused = counted < FEW ? 0 : Math.max(counted, facts.grown(KernelCounter.IpOutNotTransmitted));
        return new Vanished(facts, refused, refused > 0 || !facts.showsAllThatLeft() ? 0 : unseen(facts));
    }

    private static long unseen(KernelFacts facts) {
        long datagrams = facts.traffic().udpPackets > 0
                ? 0
                : facts.sockets().udpSent() - facts.capture().elsewhere();
        long all = Math.max(0, segments(facts)) + Math.max(0, datagrams);
        return all < FEW ? 0 : all;
    }

    /**
     * Segments that were sent again. The first one of a connection may be from before the capture; what other interfaces carried may have been
     * these; and when the capture shows any, it may show these: a segment of the socket may leave as a part of a larger one.
     */
    private static long segments(KernelFacts facts) {
        Traffic traffic = facts.traffic();
        long again = traffic.tcpSentAgain > 0 ? 0 : facts.sockets().tcpRetransmitted() - traffic.tcpConversations;
        return again - facts.capture().elsewhere();
    }

    long packets() {
        return refused + unseen;
    }

    /** Few of what was sent: a queue that is full now and then, say. */
    boolean seldom() {
        Sockets did = facts.sockets();
        return packets() < (did.tcpSent() + did.tcpRetransmitted() + did.udpSent()) / SELDOM;
    }

    /** The counters that grew by as many packets as vanished. */
    String proof() {
        return refused == 0
                ? ""
                : KernelRules.counted(
                        facts,
                        KernelCounter.IpOutNotTransmitted,
                        KernelCounter.TcpExtTCPRetransFail,
                        KernelCounter.IpOutDiscards,
                        KernelCounter.UdpSndbufErrors);
    }

    /** What the sockets did meanwhile. */
    String sockets() {
        Sockets sockets = facts.sockets();
        List<String> did = new ArrayList<>();
        Stream.of(
                        new Did("TcpActiveOpens", sockets.tcpOpened()),
                        new Did("TcpOutSegs", sockets.tcpSent()),
                        new Did("TcpRetransSegs", sockets.tcpRetransmitted()),
                        new Did("TcpAttemptFails", facts.grown(KernelCounter.TcpAttemptFails)),
                        new Did("UdpOutDatagrams", sockets.udpSent()))
                .filter(one -> one.times() > 0)
                .forEach(one -> did.add(one.name() + " " + one.times()));
        return did.isEmpty() ? "" : "the pod's sockets: " + String.join(", ", did);
    }

    private record Did(String name, long times) {}

    /** What the capture shows of it. */
    String captured() {
        return unseen == 0
                ? ""
                : "captured meanwhile: " + Wording.count(facts.traffic().tcpPackets, "TCP packet")
                        + ", none sent again, and " + Wording.count(facts.traffic().udpPackets, "UDP packet");
    }
}
