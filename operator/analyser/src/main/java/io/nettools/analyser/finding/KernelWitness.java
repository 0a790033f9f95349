package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.KernelCounter;
import java.util.stream.Stream;

/**
 * What packets show of a server in the pod itself, with what the pod's kernel has to say about it: they came to the pod's interface, so that
 * neither a NetworkPolicy nor the network is the cause, and the counters of its sockets tell what became of them.
 */
final class KernelWitness {
    private static final String RULES =
            "Look at the rules inside the pod: nft list ruleset or iptables-save -c (INPUT), and the sidecar's log.";

    private KernelWitness() {}

    /** What the rules about packets found, with what the kernel has to say about it. */
    static Stream<Diagnosis> heard(KernelFacts facts) {
        return facts.others().stream().map(one -> heard(one, facts));
    }

    private static Diagnosis heard(Diagnosis one, KernelFacts facts) {
        if (one.code() == Code.AcceptQueueFull) {
            return one.shownBy(KernelRules.acceptQueue(facts)).shownBy(KernelRules.queues(facts));
        }
        if (!facts.isOwn(one.where())) {
            return one;
        }
        return switch (one.code()) {
            case DnsUnanswered -> query(one, facts);
            case ConnectionUnanswered -> attempt(one, facts);
            default -> one;
        };
    }

    private static Diagnosis query(Diagnosis one, KernelFacts facts) {
        if (facts.counters().isEmpty()) {
            return one.meaning("DNS queries come to the pod's interface, and " + one.where()
                            + " does not answer: a rule inside" + " the pod drops them, or its program stays silent.")
                    .next("Does the program answer at all (its log)? " + RULES);
        }
        long read = facts.sockets().udpReceived();
        long noProgram = facts.grown(KernelCounter.UdpNoPorts);
        long full = facts.grown(KernelCounter.UdpRcvbufErrors);
        if (full > 0) {
            return one.shownBy(KernelRules.counted(facts, KernelCounter.UdpRcvbufErrors));
        }
        if (noProgram > 0) {
            return one.shownBy(KernelRules.counted(facts, KernelCounter.UdpNoPorts)
                    + ": datagrams for a port on which no program listens");
        }
        if (read >= one.hits()) {
            return one.headed(
                            "the program at " + one.where() + " reads queries and does not answer (" + one.hits() + ")")
                    .meaning("DNS queries come to the pod, and its kernel handed them to the program at " + one.where()
                            + ": it has them, and does not answer.")
                    .shownBy("the pod's programs read " + Wording.count(read, "datagram")
                            + " meanwhile (UdpInDatagrams), UdpNoPorts 0, UdpRcvbufErrors 0")
                    .next(
                            "Read the program's log: what does it wait for (its upstream servers, its cache, its CPU limit)?");
        }
        return read > 0 || facts.grown(KernelCounter.UdpInErrors) > 0
                ? one
                : one.headed("queries to " + one.where() + " are dropped inside the pod (" + one.hits() + ")")
                        .meaning("DNS queries to " + one.where()
                                + " come to the pod's interface, and none reaches a program: a rule inside the pod"
                                + " drops them on the way in.")
                        .shownBy("the pod's programs read 0 datagrams meanwhile (UdpInDatagrams), UdpNoPorts 0")
                        .next(RULES);
    }

    private static Diagnosis attempt(Diagnosis one, KernelFacts facts) {
        boolean none = facts.counters().isPresent() && facts.sockets().tcpReceived() == 0;
        if (facts.grown(KernelCounter.IpOutNotTransmitted) >= one.hits()) {
            return one.headed("the pod drops its own answers: " + one.headline())
                    .meaning("Attempts to connect to " + one.where()
                            + " come to the pod and are answered, and a rule of its OUTPUT chain drops the"
                            + " answers.")
                    .shownBy(KernelRules.counted(facts, KernelCounter.IpOutNotTransmitted))
                    .next("Look at the rules inside the pod: nft list ruleset or iptables-save -c (OUTPUT), and the"
                            + " sidecar's log.");
        }
        return none
                ? one.headed("attempts to connect to " + one.where() + " are dropped inside the pod (" + one.hits()
                                + ")")
                        .meaning("Attempts to connect to " + one.where()
                                + " come to the pod's interface, and none reaches a socket: a rule inside"
                                + " the pod drops them on the way in.")
                        .shownBy("the pod's sockets received 0 segments meanwhile (TcpInSegs)")
                        .next(RULES)
                : one.meaning("Attempts to connect come to the pod's own interface, and " + one.where()
                                + " does not answer: a rule inside the pod drops them, or their answers.")
                        .next(RULES + " Has the port's accept queue room (ss -ltn: Recv-Q above Send-Q is full)?");
    }
}
