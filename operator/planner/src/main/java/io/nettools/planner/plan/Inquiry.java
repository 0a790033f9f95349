package io.nettools.planner.plan;

import io.nettools.analyser.report.Finding;
import io.nettools.planner.cluster.Addresses;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Observed;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The questions about the cluster that the answers of a turn raise: who has the addresses that will be shown, which
 * Services the asked ends reach, and what is behind those that fail. A target raises them once, when its answer is final.
 */
final class Inquiry {
    /** Conversations of a target that are looked at: a status has room for no more of them. */
    private static final int CONVERSATIONS = 10;

    private Inquiry() {}

    /**
     * The questions; none when they have been answered.
     *
     * @param crossings of the answers of this turn
     */
    static Questions of(Observed observed, List<TargetStatus> next, List<Crossing> crossings) {
        if (observed.cluster().isPresent()) {
            return Questions.NONE;
        }
        List<TargetStatus> ended = ended(observed, next);
        Set<String> known = next.stream()
                .flatMap(target -> Stream.concat(target.podIPs().stream(), target.reachedBy().stream()))
                .collect(Collectors.toSet());
        return Questions.about(
                        texts(ended)
                                .flatMap(text -> Addresses.in(text).stream())
                                .filter(address -> !known.contains(address))
                                .toList(),
                        crossings)
                .andAbout(Serving.asked(observed, next))
                .andReaching(servers(ended, next));
    }

    /** The ends that clients asked, findings first, that are not a traced pod or its Service. A port of a traced node may be a Service's. */
    private static List<String> servers(List<TargetStatus> ended, List<TargetStatus> next) {
        Set<String> known = next.stream()
                .filter(target -> !target.wholeNode())
                .flatMap(target -> Stream.concat(target.podIPs().stream(), target.reachedBy().stream()))
                .collect(Collectors.toSet());
        Stream<String> findings =
                ended.stream().flatMap(target -> target.findings().stream()).map(Finding::server);
        Stream<String> flows = ended.stream()
                .flatMap(target -> target.flows().stream().limit(CONVERSATIONS))
                .map(ConversationAnswer::server);
        return Stream.concat(findings, flows)
                .filter(end -> Addresses.port(end) > 0)
                .filter(end -> Addresses.in(end).stream().anyMatch(address -> !known.contains(address)))
                .toList();
    }

    /** The targets that end in this turn. */
    static List<TargetStatus> ended(Observed observed, List<TargetStatus> next) {
        Set<String> before = observed.trace().status().targets().stream()
                .filter(target -> target.reason().terminal())
                .map(TargetStatus::uid)
                .collect(Collectors.toSet());
        return next.stream()
                .filter(target -> target.reason().terminal() && !before.contains(target.uid()))
                .toList();
    }

    /** What is shown of them: findings first, then conversations that lost packets, then the others. */
    private static Stream<String> texts(List<TargetStatus> ended) {
        Stream<String> findings =
                ended.stream().flatMap(target -> target.findings().stream()).flatMap(Inquiry::texts);
        Stream<String> passages = ended.stream()
                .flatMap(target -> target.passages().stream().limit(CONVERSATIONS))
                .flatMap(one -> Stream.of(one.remote(), one.translated(), one.local()));
        Stream<String> flows = ended.stream()
                .flatMap(target -> target.flows().stream().limit(CONVERSATIONS))
                .flatMap(one -> Stream.of(one.server(), one.client()));
        return Stream.of(findings, passages, flows).flatMap(texts -> texts);
    }

    private static Stream<String> texts(Finding finding) {
        return Stream.concat(
                Stream.of(
                        finding.server(), finding.backend(), finding.headline(), finding.message(), finding.nextStep()),
                finding.evidence().stream());
    }
}
