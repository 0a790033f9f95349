package io.nettools.planner.way;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import java.util.Optional;

/**
 * Why a server does not answer what arrives at its pod's interface, as far as the pod's kernel counted it. The counters cover the whole pod,
 * so that packets from others may hide what became of these.
 *
 * @param code of the finding
 * @param sentence the end of one
 */
record SilentServer(Code code, String sentence) {
    private static final String RULE = " (a firewall rule inside it or a sidecar is the usual cause)";

    /** Neither: the program had its part in it. */
    boolean byProgram() {
        return code != Code.PacketsVanish;
    }

    /** The cause in a few words. */
    String brief() {
        return switch (code) {
            case AcceptQueueFull -> "its accept queue is full";
            case ReceiveBufferFull -> "its receive buffer is full";
            case DnsUnanswered -> "its program does not answer";
            default -> "dropped inside the pod";
        };
    }

    /**
     * The cause of unanswered SYNs.
     *
     * @param syns so many of them arrived
     * @param came segments of all connections that arrived
     */
    static SilentServer tcp(Optional<KernelCounters> counters, long syns, long came) {
        long overflows = grown(counters, KernelCounter.TcpExtListenOverflows);
        if (overflows > 0) {
            return new SilentServer(
                    Code.AcceptQueueFull,
                    "its program does not take connections, and its accept queue is full (TcpExtListenOverflows "
                            + overflows + ")");
        }
        if (counters.filter(known -> known.sockets().tcpReceived() < syns).isPresent()) {
            return new SilentServer(Code.PacketsVanish, "dropped inside the pod before its sockets" + RULE);
        }
        if (counters.filter(known ->
                        known.sockets().tcpSent() >= syns && known.sockets().tcpReceived() <= came)
                .isPresent()) {
            return new SilentServer(
                    Code.PacketsVanish,
                    "its sockets did send, so the answers are dropped inside the pod on the way out (a firewall rule"
                            + " inside it is the usual cause)");
        }
        return new SilentServer(
                Code.PacketsVanish,
                counters.isPresent()
                        ? "dropped inside the pod" + RULE
                        : "dropped inside the pod (a firewall rule inside it, a sidecar or a full accept queue is the"
                                + " usual cause)");
    }

    /**
     * The cause of unanswered queries.
     *
     * @param queries so many of them arrived
     */
    static SilentServer udp(Optional<KernelCounters> counters, long queries) {
        if (grown(counters, KernelCounter.UdpRcvbufErrors) > 0) {
            return new SilentServer(
                    Code.ReceiveBufferFull,
                    "its program does not read them, and its receive buffer is full (UdpRcvbufErrors "
                            + grown(counters, KernelCounter.UdpRcvbufErrors) + ")");
        }
        if (grown(counters, KernelCounter.UdpNoPorts) > 0) {
            return new SilentServer(
                    Code.DnsUnanswered,
                    "no program listens on that port (UdpNoPorts " + grown(counters, KernelCounter.UdpNoPorts) + ")");
        }
        long read = counters.map(known -> known.sockets().udpReceived()).orElse(0L);
        if (read >= Math.max(1, queries)) {
            return new SilentServer(
                    Code.DnsUnanswered, "its program reads queries and does not answer (UdpInDatagrams " + read + ")");
        }
        boolean none = counters.isPresent() && read == 0 && grown(counters, KernelCounter.UdpInErrors) == 0;
        return new SilentServer(
                Code.PacketsVanish,
                none
                        ? "dropped inside the pod before its sockets" + RULE
                        : "its program does not answer, or they are dropped inside the pod" + RULE);
    }

    private static long grown(Optional<KernelCounters> counters, KernelCounter counter) {
        return counters.map(known -> known.grown(counter)).orElse(0L);
    }
}
