package io.nettools.planner.plan;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.diagnosis.ByPolicy;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Observed;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Explains findings of a turn's answers by the policies that act on their conversations. */
final class Policing {
    private static final Place FINDINGS = Place.of(TargetStatus.class, "findings");

    private Policing() {}

    /** These targets; once the policies are known, those that answer in this turn with what the policies mean. */
    static List<TargetStatus> explained(Observed observed, List<TargetPlan> decided) {
        Map<Crossing, Policed> policed =
                observed.cluster().map(ClusterFacts::policed).orElse(Map.of());
        String namespace = observed.trace().identity().namespace();
        return decided.stream().map(plan -> explained(plan, policed, namespace)).toList();
    }

    private static TargetStatus explained(TargetPlan plan, Map<Crossing, Policed> policed, String namespace) {
        List<Finding> findings = plan.target().findings().stream()
                .map(finding -> plan.crossings().stream()
                        .filter(crossing -> isAbout(finding, crossing))
                        .findFirst()
                        .flatMap(crossing -> Optional.ofNullable(policed.get(crossing))
                                .map(known -> ByPolicy.explained(finding, crossing, known, namespace)))
                        .orElse(finding))
                .toList();
        return findings.equals(plan.target().findings())
                ? plan.target()
                : Shape.with(plan.target(), FINDINGS, findings);
    }

    /** Without a place, only the server is known of the finding. */
    private static boolean isAbout(Finding finding, Crossing crossing) {
        return finding.place().equals(crossing.place())
                && (crossing.place().isEmpty()
                        ? finding.headline().equals(crossing.conclusion())
                        : finding.about().equals(crossing.about()));
    }
}
