package io.nettools.planner.way;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.analyser.report.Sockets;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.way.Way.Filter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Packets lost behind a pod's own interface: they arrive there without effect, or the pod's sockets send them and they
 * never leave.
 */
final class InsidePod {
    private static final String LOOK_INSIDE =
            "Look at the rules inside the pod: nft list ruleset or iptables-save -c (OUTPUT), ip route, and tc -s qdisc on its "
                    + "interface; is there a sidecar that redirects?";

    /** The rules for one pod, in this order: outgoing packets, the server's side, the client's side. */
    private static final List<BiFunction<Facts, End, Optional<Finding>>> RULES = List.of(
            InsidePod::neverLeaves, InsidePod::requestsNeverLeave, InsidePod::serverSilent, InsidePod::clientDeaf);

    private InsidePod() {}

    static List<Finding> in(Facts facts) {
        return facts.ends()
                .flatMap(end -> RULES.stream().flatMap(rule -> rule.apply(facts, end).stream()))
                .toList();
    }

    /** Whether a finding of this class covers the conversation. */
    static boolean speaksOf(Chain chain, Facts facts) {
        return facts.ends()
                .anyMatch(end -> silent(facts, end).anyMatch(chain::equals)
                        || deaf(facts, end).anyMatch(chain::equals));
    }

    /**
     * The kernel counts a retransmission before the segment reaches the firewall and the interface. If the conversation
     * began before the capture, a retransmission may be its first captured segment. A peer's sockets also talk to
     * others, whom its capture does not show, so a peer counts only if its sockets received nothing.
     */
    private static Optional<Finding> neverLeaves(Facts facts, End end) {
        return end.capture()
                .watched()
                .sockets()
                .filter(sockets -> facts.filter() == Filter.None
                        && nothingLost(end)
                        && (end.equals(facts.target()) || sockets.tcpReceived() == 0))
                .filter(sockets -> sockets.tcpRetransmitted() > explained(end))
                .map(sockets -> dropped(
                        end,
                        sockets.tcpRetransmitted() + " segments were retransmitted by the sockets of pod " + end.pod()
                                + ", and none of them reached its interface: dropped inside the pod on the way out (a"
                                + " firewall rule "
                                + "inside it or a sidecar is the usual cause)",
                        List.of(counted(sockets)),
                        LOOK_INSIDE));
    }

    /** The trace's own requests were sent in the pod's network, and none of their packets was captured. */
    private static Optional<Finding> requestsNeverLeave(Facts facts, End end) {
        return end.capture()
                .probe()
                .filter(probe -> facts.filter() == Filter.OfProbe && nothingLost(end))
                .filter(probe ->
                        probe.from() == Probe.From.Pod && end.report().extent().packets() == 0 && timedOut(probe))
                .map(probe -> dropped(
                        end,
                        count(probe.results().size(), "request") + " of the trace's probe (" + probe.request()
                                + ") timed out, and none of their packets reached the interface of pod " + end.pod()
                                + ": dropped inside the pod on the way out (a firewall rule inside it or a sidecar is the usual "
                                + "cause)",
                        end.capture().watched().sockets().map(InsidePod::counted).stream()
                                .toList(),
                        LOOK_INSIDE));
    }

    private static boolean timedOut(ProbeReport probe) {
        return !probe.results().isEmpty()
                && probe.results().stream().allMatch(one -> one.outcome() == Outcome.TimedOut);
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static boolean nothingLost(End end) {
        return end.readEverything()
                && end.report().flows().count() == end.report().flows().first().size();
    }

    /**
     * Retransmissions that may be explained otherwise: one per conversation, and one since the counters are not read at
     * the exact edges of the capture.
     */
    private static long explained(End end) {
        List<Flow> tcp = end.report().flows().first().stream()
                .filter(flow -> flow.ends().protocol().equalsIgnoreCase("tcp"))
                .toList();
        return tcp.stream().anyMatch(flow -> flow.retransmissions() > 0) ? Long.MAX_VALUE : tcp.size() + 1L;
    }

    private static String counted(Sockets sockets) {
        return "the pod's sockets: " + sockets.tcpOpened() + " connections opened, " + sockets.tcpSent()
                + " segments sent, " + sockets.tcpRetransmitted() + " retransmitted, " + sockets.tcpReceived()
                + " received";
    }

    /** First packets arrive at the pod's interface, and nothing leaves it. */
    private static Optional<Finding> serverSilent(Facts facts, End end) {
        List<Chain> silent = silent(facts, end).toList();
        long syns =
                silent.stream().mapToLong(chain -> arrived(chain, end).syns()).sum();
        long datagrams = silent.stream()
                .mapToLong(chain -> arrived(chain, end).packets())
                .sum();
        if (silent.isEmpty()) {
            return Optional.empty();
        }
        String what = syns > 0 ? syns + " of " + syns + " SYN" : datagrams + " of " + datagrams + " packets";
        return Optional.of(dropped(
                end,
                what + " arrive at pod " + end.pod() + "'s interface, none is answered: "
                        + inside(facts, end, Math.max(1, syns)),
                evidence(silent, end.capture().watched().sockets()),
                "Look inside the pod: nft list ruleset or iptables-save -c, the sidecar's log, ss -ltn (a full accept queue: Recv-Q above "
                        + "Send-Q), and whether its program answers at all."));
    }

    private static Stream<Chain> silent(Facts facts, End end) {
        return facts.chains().stream()
                .filter(chain -> !chain.ofTheLink())
                .filter(chain -> chain.tcp() || query(toEnd(chain, end)))
                .filter(chain -> arrivedToStay(chain, end))
                .filter(chain -> toEnd(chain, end).byClient()
                        && toEnd(chain, end).opposite().nothing());
    }

    private static boolean arrivedToStay(Chain chain, End end) {
        Tally there = arrived(chain, end);
        return chain.tcp() ? there.syns() > there.edge() : there.packets() > there.edge();
    }

    /** A datagram need not be answered, but a DNS query is. */
    static boolean query(Course course) {
        return course.chain().protocol().equals("udp") && course.to().endsWith(":53");
    }

    /** The counters cover the whole pod, so packets from others may hide that these were dropped. */
    private static String inside(Facts facts, End end, long syns) {
        Optional<Sockets> sockets = end.capture().watched().sockets();
        long came = facts.chains().stream()
                .filter(Chain::tcp)
                .mapToLong(chain -> arrived(chain, end).packets())
                .sum();
        if (sockets.filter(counted -> counted.tcpReceived() < syns).isPresent()) {
            return "dropped inside the pod before its sockets (a firewall rule inside it or a sidecar is the usual cause)";
        }
        if (sockets.filter(counted -> counted.tcpSent() >= syns && counted.tcpReceived() <= came)
                .isPresent()) {
            return "its sockets did send, so the answers are dropped inside the pod on the way out (a firewall rule"
                    + " inside it is the usual cause)";
        }
        return "dropped inside the pod (a firewall rule inside it, a sidecar or a full accept queue is the usual cause)";
    }

    /** Answers arrive at the pod's interface, and its sockets still repeat their SYN. */
    private static Optional<Finding> clientDeaf(Facts facts, End end) {
        List<Chain> deaf = deaf(facts, end).toList();
        if (deaf.isEmpty()) {
            return Optional.empty();
        }
        long answers =
                deaf.stream().mapToLong(chain -> arrived(chain, end).syns()).sum();
        return Optional.of(
                dropped(
                        end,
                        answers + " of " + answers + " SYN-ACK arrive at pod " + end.pod()
                                + "'s interface, but its sockets retransmit their SYN: dropped inside the pod on the"
                                + " way in (a firewall rule "
                                + "inside it or a sidecar is the usual cause)",
                        evidence(deaf, end.capture().watched().sockets()),
                        "Look at the rules inside the pod: nft list ruleset or iptables-save -c (INPUT), rp_filter, and the sidecar's log."));
    }

    private static Stream<Chain> deaf(Facts facts, End end) {
        return facts.chains().stream()
                .filter(Chain::tcp)
                .filter(chain ->
                        arrived(chain, end).syns() > arrived(chain, end).edge())
                .filter(chain -> !toEnd(chain, end).byClient())
                .filter(chain -> onlySyns(toEnd(chain, end).opposite().most()));
    }

    private static boolean onlySyns(Tally tally) {
        return tally.syns() > 1 && tally.payload() == 0 && tally.bare() == tally.syns();
    }

    private static Course toEnd(Chain chain, End end) {
        return chain.course(!atTarget(chain, end));
    }

    private static boolean atTarget(Chain chain, End end) {
        return end.has(chain.local());
    }

    /** What arrived at this pod's own interface. */
    private static Tally arrived(Chain chain, End end) {
        return toEnd(chain, end).seen().stream()
                .filter(one -> one.at().where() == Where.Pod && one.at().pod().equals(end.pod()))
                .map(Sighting::tally)
                .findFirst()
                .orElse(Tally.NONE);
    }

    private static Finding dropped(End end, String message, List<String> evidence, String nextStep) {
        return new Finding(
                Code.PacketsVanish.name(),
                Code.PacketsVanish.severity(),
                message,
                evidence,
                nextStep,
                "inside pod " + end.pod());
    }

    private static List<String> evidence(List<Chain> chains, Optional<Sockets> sockets) {
        return Stream.concat(
                        chains.stream()
                                .limit(Top.MANY)
                                .map(chain -> chain.protocol() + " " + chain.local() + " - " + chain.other()),
                        sockets.map(InsidePod::counted).stream())
                .toList();
    }
}
