package io.nettools.planner.way;

import io.nettools.analyser.report.Finding;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.status.PassageAnswer;
import io.nettools.planner.status.ViewAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The path between a pod and its peers: the points that were captured, what passed each, and the findings.
 *
 * @param views all points, the target's first
 * @param passageCount conversations seen; more than are listed when the list was cut
 * @param passages conversations, first those that lost packets
 * @param findings most serious first; empty on a healthy path
 * @param crossings conversations that do not pass a place where policies act
 * @param notes what limits the answer
 */
public record Way(
        List<ViewAnswer> views,
        long passageCount,
        List<PassageAnswer> passages,
        List<Finding> findings,
        List<Crossing> crossings,
        List<String> notes) {
    private static final int PASSAGES = 20;

    private static final List<Function<Facts, List<Finding>>> RULES =
            List.of(Vanished::in, InsidePod::in, LostInside::in, Delayed::in, Unseen::in);

    public Way {
        views = List.copyOf(views);
        passages = List.copyOf(passages);
        findings = List.copyOf(findings);
        crossings = List.copyOf(crossings);
        notes = List.copyOf(notes);
    }

    /** What a trace captures at its target. At a peer it captures all packets between the two. */
    public enum Filter {
        /** All packets. */
        None,
        /** Packets of the trace's own requests. */
        OfProbe,
        /** Packets that the user's filter matches. */
        OfUser
    }

    /**
     * Builds it from what these ends report.
     *
     * @param peers pods at the other end of the target's conversations; may be empty
     * @param filter what may hide packets from the target's own views
     */
    public static Way of(End target, List<End> peers, Filter filter) {
        return of(target, peers, filter, List.of());
    }

    /**
     * Builds it where peers have further addresses.
     *
     * @param peerAddresses addresses besides their own by which the target reaches the peers. A Service counts only if
     *     all its endpoints are among the peers: another endpoint may be on the target's node
     */
    public static Way of(End target, List<End> peers, Filter filter, List<String> peerAddresses) {
        Facts facts = Facts.of(target, peers, filter, peerAddresses);
        return new Way(
                facts.ends().flatMap(end -> ViewAnswers.of(end).stream()).toList(),
                Math.max(facts.chains().size(), seen(target)),
                passages(facts),
                findings(facts),
                Vanished.crossings(facts),
                notes(facts));
    }

    private static long seen(End target) {
        return target.report().views().map(views -> views.passageCount()).orElse(0L);
    }

    private static List<PassageAnswer> passages(Facts facts) {
        return facts.chains().stream()
                .sorted(Comparator.comparing(chain -> Verdict.healthy(chain, facts)))
                .limit(PASSAGES)
                .map(chain -> Passages.of(chain, Verdict.of(chain, facts)))
                .toList();
    }

    private static List<Finding> findings(Facts facts) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(facts).stream())
                .sorted(Comparator.comparing(Finding::severity))
                .toList();
    }

    private static List<String> notes(Facts facts) {
        Stream<String> clocks = facts.clocks().stream().flatMap(pair -> pair.sentence().stream());
        Stream<String> times = facts.peers().stream()
                .filter(peer -> !peer.points().isEmpty() && !Facts.sameTime(peer, facts.target()))
                .map(peer -> "pod " + peer.pod() + " and pod " + facts.target().pod()
                        + " were not captured at the same time, so their counts are not compared");
        return Stream.concat(clocks, times).distinct().toList();
    }
}
