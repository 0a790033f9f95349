package io.nettools.planner.way;

import io.nettools.analyser.report.Finding;
import io.nettools.planner.status.PassageAnswer;
import io.nettools.planner.status.ViewAnswer;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The way between a pod and its peers: what was listened at, what passed where, and what is to be said about it.
 *
 * @param views all points, the target's first
 * @param passageCount conversations seen; more than are listed when there was no room
 * @param passages those that lost packets first
 * @param findings most serious first; none on a healthy way
 * @param notes what limits the answer
 */
public record Way(
        List<ViewAnswer> views,
        long passageCount,
        List<PassageAnswer> passages,
        List<Finding> findings,
        List<String> notes) {
    private static final int PASSAGES = 20;

    private static final List<Function<Facts, List<Finding>>> RULES =
            List.of(Vanished::in, InsidePod::in, LostInside::in, Delayed::in, Unseen::in);

    public Way {
        views = List.copyOf(views);
        passages = List.copyOf(passages);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }

    /** What a trace captures of its target; of a peer it captures all that is between the two. */
    public enum Filter {
        /** All packets. */
        None,
        /** Those of the trace's own requests. */
        OfProbe,
        /** What the user asked for. */
        OfUser
    }

    /**
     * From what these ends said.
     *
     * @param peers pods at the other end of the target's conversations; empty without
     * @param filter what may hide packets from the target's own views
     */
    public static Way of(End target, List<End> peers, Filter filter) {
        return of(target, peers, filter, List.of());
    }

    /**
     * The same where peers have other names.
     *
     * @param peerAddresses by which the target reaches the peers besides their own: of a Service all of whose endpoints are among
     *     the peers, since another one may be on the target's node
     */
    public static Way of(End target, List<End> peers, Filter filter, List<String> peerAddresses) {
        Facts facts = Facts.of(target, peers, filter, peerAddresses);
        return new Way(
                facts.ends().flatMap(end -> ViewAnswers.of(end).stream()).toList(),
                Math.max(facts.chains().size(), seen(target)),
                passages(facts),
                findings(facts),
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
