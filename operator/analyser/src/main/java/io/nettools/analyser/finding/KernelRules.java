package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.KernelCounter;
import io.nettools.analyser.report.KernelCounters;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules about what the kernel counted in the pod's network namespace: what packets cannot show. */
final class KernelRules {
    /** What clients of a full accept queue meet: their SYN or their last packet of the handshake is dropped. */
    private static final Set<Code> NOT_TAKEN =
            EnumSet.of(Code.ConnectionUnanswered, Code.SynLost, Code.HandshakeHalfOpen);

    private KernelRules() {}

    /**
     * A rule of the pod's own OUTPUT chain, or a queue or program at its interface, leaves no packet to capture: the kernel's counters are the
     * only witness.
     */
    static Optional<Diagnosis> droppedBeforeInterface(KernelFacts facts) {
        Vanished vanished = Vanished.of(facts);
        if (vanished.packets() == 0) {
            return Optional.empty();
        }
        String on =
                facts.capture().everywhere() ? "any interface" : facts.capture().on();
        return Optional.of(
                Diagnosis.of(
                                Code.DroppedBeforeInterface,
                                "",
                                vanished.packets(),
                                "the pod drops its own packets before " + on + " (" + vanished.packets() + ")")
                        .as(vanished.seldom() ? Severity.Warning : Severity.Error)
                        .meaning("Programs of the pod sent packets that never came to " + on
                                + ", so nobody else can be the cause:"
                                + " a firewall rule or a queue inside the pod drops them.")
                        .shownBy(vanished.proof())
                        .shownBy(vanished.sockets())
                        .shownBy(vanished.captured())
                        .next(
                                "Look inside the pod: nft list ruleset or iptables-save -c (OUTPUT), tc -s qdisc and tc filter show dev"
                                        + " DEVICE egress. Is a sidecar, a fault injector (chaos test) or an eBPF program at work?"));
    }

    /** Packets may show it too, and then what the kernel counted is one more proof. */
    static Optional<Diagnosis> acceptQueueFull(KernelFacts facts) {
        long hits = facts.grown(KernelCounter.TcpExtListenOverflows);
        boolean known = facts.others().stream().anyMatch(one -> one.code() == Code.AcceptQueueFull);
        if (hits == 0 || known) {
            return Optional.empty();
        }
        Optional<Diagnosis> met = facts.onlyOwn(NOT_TAKEN);
        String where = met.map(Diagnosis::where).orElse("");
        String program = where.isEmpty() ? port(facts) : where;
        return Optional.of(Diagnosis.of(
                        Code.AcceptQueueFull,
                        where,
                        hits,
                        program + " does not take connections: its accept queue is full (" + hits + " dropped)")
                .as(facts.severity(met))
                .meaning("The program at " + program + " does not accept connections as fast as they come: its queue of"
                        + " waiting connections is full, and the kernel drops further ones.")
                .shownBy(acceptQueue(facts))
                .shownBy(queues(facts))
                .shownBy(met.map(Diagnosis::headline).orElse(""))
                .next("Is the program blocked, out of threads or file descriptors, or short of CPU (its log, its CPU"
                        + " limit)? ss -ltn in the pod: Recv-Q above Send-Q is a full queue. Against short bursts helps"
                        + " a longer backlog (net.core.somaxconn)."));
    }

    /** What the kernel counted of accept queues; empty when none overflowed. */
    static String acceptQueue(KernelFacts facts) {
        return facts.grown(KernelCounter.TcpExtListenOverflows) == 0
                ? ""
                : counted(facts, KernelCounter.TcpExtListenOverflows, KernelCounter.TcpExtListenDrops);
    }

    private static String port(KernelFacts facts) {
        List<KernelCounters.Queue> queues =
                facts.counters().map(KernelCounters::queues).orElse(List.of());
        return queues.size() == 1 ? "port " + queues.getFirst().port() + " of the pod" : "a port of the pod";
    }

    /** Connections that wait at the end; empty when none does. */
    static String queues(KernelFacts facts) {
        return facts.counters().map(KernelCounters::queues).orElse(List.of()).stream()
                .filter(queue -> queue.waiting() > 0)
                .map(queue -> "port " + queue.port() + ": " + Wording.count(queue.waiting(), "connection")
                        + " waiting to be accepted")
                .collect(Collectors.joining(", "));
    }

    static Optional<Diagnosis> receiveBufferFull(KernelFacts facts) {
        long hits = facts.grown(KernelCounter.UdpRcvbufErrors);
        if (hits == 0) {
            return Optional.empty();
        }
        Optional<Diagnosis> met = facts.onlyOwn(EnumSet.of(Code.DnsUnanswered));
        String where = met.map(Diagnosis::where).orElse("");
        String program = where.isEmpty() ? "a program of the pod" : "the program at " + where;
        return Optional.of(Diagnosis.of(
                        Code.ReceiveBufferFull,
                        where,
                        hits,
                        program + " does not read its UDP packets: buffer full (" + hits + " dropped)")
                .outOf(hits + facts.sockets().udpReceived())
                .meaning("UDP packets came to the pod, and the kernel dropped them: " + program
                        + " does not read them as fast as they come, and its receive buffer is full.")
                .shownBy(counted(facts, KernelCounter.UdpRcvbufErrors))
                .shownBy("the pod's programs read "
                        + Wording.count(facts.sockets().udpReceived(), "datagram"))
                .shownBy(met.map(Diagnosis::headline).orElse(""))
                .next(
                        "Is the program blocked, or short of CPU (its log, its CPU limit)? ss -ulnm in the pod shows Recv-Q and"
                                + " drops (d) of each socket. Against short bursts helps a larger buffer (SO_RCVBUF,"
                                + " net.core.rmem_max)."));
    }

    /** Counters that grew, as {@code nstat} names them; empty when none did. */
    static String counted(KernelFacts facts, KernelCounter... counters) {
        String grown = Stream.of(counters)
                .filter(counter -> facts.grown(counter) > 0)
                .map(counter -> counter.name() + " " + facts.grown(counter))
                .collect(Collectors.joining(", "));
        return grown.isEmpty() ? "" : "the pod's kernel counted: " + grown;
    }
}
