package io.nettools.planner.status;

import io.nettools.analyser.report.Report;
import java.util.List;
import java.util.stream.Stream;

/** The one sentence that a table column has room for. */
public final class Summary {
    /** Our own sentences fit; a kubelet's can be a screenful, of which the condition has the whole. */
    private static final int COLUMN = 160;

    private Summary() {}

    /** What one target's packets say. */
    public static String of(Report report) {
        return report.summary().isEmpty() ? "no packets" : report.summary();
    }

    /**
     * The whole trace: the first diagnosis; of healthy traffic, what the targets' packets say and what was lost; of a
     * failed trace, why it failed.
     */
    public static String of(List<Diagnosis> diagnosis, List<TargetStatus> targets, Phase phase) {
        List<TargetStatus> answered = ofTargets(targets)
                .filter(target -> target.counters().isPresent())
                .toList();
        if (answered.isEmpty()) {
            return Sentences.cut(phase.message(), COLUMN);
        }
        String packets = diagnosis.stream()
                .findFirst()
                .map(Diagnosis::summary)
                .orElseGet(() -> what(answered) + "; " + count(captured(answered), "packet") + ", "
                        + none(lost(answered)) + " lost");
        return phase.kind() == Phase.Kind.Succeeded ? packets : phase.reason() + ": " + packets;
    }

    public static long captured(List<TargetStatus> targets) {
        return ofTargets(targets)
                .flatMap(target -> target.counters().stream())
                .mapToLong(CaptureCounters::captured)
                .sum();
    }

    public static long lost(List<TargetStatus> targets) {
        return ofTargets(targets)
                .flatMap(target -> target.counters().stream())
                .mapToLong(CaptureCounters::lost)
                .sum();
    }

    private static String what(List<TargetStatus> answered) {
        if (answered.size() == 1) {
            return answered.getFirst().summary();
        }
        long flows = answered.stream().mapToLong(TargetStatus::flowCount).sum();
        return count(answered.size(), "pod") + ", " + count(flows, "conversation");
    }

    /** What passed the other end is the same packets once more. */
    private static Stream<TargetStatus> ofTargets(List<TargetStatus> targets) {
        return targets.stream().filter(target -> !target.atOtherEnd());
    }

    private static String none(long number) {
        return number == 0 ? "none" : String.valueOf(number);
    }

    /** A number and its noun. */
    public static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
