package io.nettools.planner.way;

import io.nettools.analyser.order.Probe;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.analyser.report.Sockets;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.socket.Asked;
import io.nettools.planner.way.Way.Filter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
            InsidePod::neverLeaves,
            InsidePod::requestsNeverLeave,
            InsidePod::serverSilent,
            InsidePod::nameServerSilent,
            InsidePod::clientDeaf);

    /** Segments to an address that nobody on the link has wait for it inside the pod. */
    private static final Set<Code> NO_NEIGHBOUR = Set.of(Code.NeighbourUnanswered, Code.HostUnreachable);

    private InsidePod() {}

    static List<Finding> in(Facts facts) {
        return facts.ends()
                .flatMap(end -> RULES.stream().flatMap(rule -> rule.apply(facts, end).stream()))
                .toList();
    }

    /** What becomes of the conversation inside a pod; empty when no finding of this class covers it. */
    static Optional<String> verdict(Chain chain, Facts facts) {
        Optional<SilentServer> silent = facts.ends()
                .filter(end -> silent(facts, end).anyMatch(chain::equals))
                .map(end -> why(facts, end, List.of(chain)))
                .findFirst();
        return speaksOf(chain, facts)
                ? Optional.of(
                        silent.filter(SilentServer::byProgram).isPresent()
                                ? "all packets arrive, and the program does not answer"
                                : "all packets arrive, and are lost inside the pod")
                : Optional.empty();
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
     * others, whom its capture does not show, so a peer counts only if its sockets received nothing. A trace with a single
     * view finds it by itself ({@code KernelRules} of the analyser).
     */
    private static Optional<Finding> neverLeaves(Facts facts, End end) {
        return end.capture()
                .watched()
                .sockets()
                .filter(sockets -> facts.filter() == Filter.None
                        && !end.points().isEmpty()
                        && nothingLost(end)
                        && (end.equals(facts.target()) || sockets.tcpReceived() == 0))
                .filter(sockets -> sockets.tcpRetransmitted() > explained(end))
                .filter(sockets -> end.report().findings().stream().noneMatch(one -> one.isOneOf(NO_NEIGHBOUR)))
                .map(sockets -> dropped(
                        end,
                        "segments of pod " + end.pod() + " dropped inside it on the way out",
                        About.NOTHING,
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
                        "requests of the trace dropped inside pod " + end.pod() + " on the way out",
                        About.NOTHING,
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

    /** SYNs arrive at the pod's interface, and nothing leaves it. */
    private static Optional<Finding> serverSilent(Facts facts, End end) {
        List<Chain> silent = silent(facts, end).filter(Chain::tcp).toList();
        return silent.isEmpty()
                ? Optional.empty()
                : unanswered(
                        end, silent, syns(silent, end) + " of " + syns(silent, end) + " SYN", why(facts, end, silent));
    }

    /** The same of queries for names. */
    private static Optional<Finding> nameServerSilent(Facts facts, End end) {
        List<Chain> silent = silent(facts, end).filter(chain -> !chain.tcp()).toList();
        long queries = datagrams(silent, end);
        return silent.isEmpty()
                ? Optional.empty()
                : unanswered(end, silent, queries + " of " + queries + " packets", why(facts, end, silent));
    }

    private static Optional<Finding> unanswered(End end, List<Chain> silent, String what, SilentServer why) {
        long packets = silent.getFirst().tcp() ? syns(silent, end) : datagrams(silent, end);
        return Optional.of(found(
                why.code(),
                end,
                what + " to " + silent.getFirst().about().server() + " arrive at pod " + end.pod() + ", " + why.brief(),
                silent.getFirst().about(),
                what + " arrive at pod " + end.pod() + "'s interface, none is answered: " + why.sentence(),
                Stream.of(
                                evidence(silent, end.capture().watched().sockets()).stream(),
                                end.listening(silent.stream().flatMap(chain -> asked(chain, end).stream())).stream(),
                                end.ruleInside(why.byProgram() ? 0 : packets).stream())
                        .flatMap(texts -> texts)
                        .toList(),
                why.byProgram()
                        ? "Read the log of the pod's program: is it blocked, or short of CPU (its CPU limit), does it listen on that"
                                + " port (ss -lntu), what does it wait for?"
                        : "Look inside the pod: nft list ruleset or iptables-save -c, the sidecar's log, ss -ltn (a full accept"
                                + " queue: Recv-Q above Send-Q), and whether its program answers at all."));
    }

    /** Why these conversations, all of TCP or none, are not answered. */
    private static SilentServer why(Facts facts, End end, List<Chain> silent) {
        long came = facts.chains().stream()
                .filter(Chain::tcp)
                .mapToLong(chain -> arrived(chain, end).packets())
                .sum();
        Optional<KernelCounters> counters = end.capture().watched().kernel();
        return silent.getFirst().tcp()
                ? SilentServer.tcp(counters, syns(silent, end), came)
                : SilentServer.udp(counters, datagrams(silent, end));
    }

    private static long syns(List<Chain> chains, End end) {
        return chains.stream().mapToLong(chain -> arrived(chain, end).syns()).sum();
    }

    private static long datagrams(List<Chain> chains, End end) {
        return chains.stream().mapToLong(chain -> arrived(chain, end).packets()).sum();
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
                        answers + " of " + answers + " SYN-ACK from "
                                + deaf.getFirst().about().server() + " dropped inside pod " + end.pod()
                                + " on the way in",
                        deaf.getFirst().about(),
                        answers + " of " + answers + " SYN-ACK arrive at pod " + end.pod()
                                + "'s interface, but its sockets retransmit their SYN: dropped inside the pod on the"
                                + " way in (a firewall rule "
                                + "inside it or a sidecar is the usual cause)",
                        Stream.concat(
                                        evidence(deaf, end.capture().watched().sockets()).stream(),
                                        end.ruleInside(answers).stream())
                                .toList(),
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

    private static Optional<Asked> asked(Chain chain, End end) {
        return Asked.of(chain.protocol(), toEnd(chain, end).to());
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

    private static Finding dropped(
            End end, String headline, About about, String message, List<String> evidence, String nextStep) {
        return found(Code.PacketsVanish, end, headline, about, message, evidence, nextStep);
    }

    private static Finding found(
            Code code, End end, String headline, About about, String message, List<String> evidence, String nextStep) {
        return new Finding(
                code.name(), code.severity(), headline, message, evidence, nextStep, "inside pod " + end.pod(), about);
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
