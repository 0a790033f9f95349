package io.nettools.planner.plan;

import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Phase.Kind;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Summary;
import io.nettools.planner.status.TargetStatus;
import java.util.List;

/** The phase of a trace, derived from the phases of its targets. */
public final class Outcome {
    private Outcome() {}

    public static Phase of(List<TargetStatus> targets) {
        List<TargetStatus> active =
                targets.stream().filter(target -> !target.reason().terminal()).toList();
        return active.isEmpty() ? ended(targets) : active(active, targets);
    }

    /** Capturing only if no target is still starting: from then on the capture is complete. */
    private static Phase active(List<TargetStatus> active, List<TargetStatus> all) {
        boolean capturing = active.stream().allMatch(target -> target.reason() == Reason.Capturing);
        if (!capturing) {
            return new Phase(Reason.Starting, "Waiting for tcpdump to listen on " + pods(all) + ".");
        }
        return new Phase(Reason.Capturing, "tcpdump listens on " + pods(active) + ".");
    }

    private static Phase ended(List<TargetStatus> targets) {
        TargetStatus first = targets.getFirst();
        if (targets.stream().allMatch(target -> target.reason() == first.reason())) {
            return new Phase(first.reason(), first.message());
        }
        List<TargetStatus> failed = targets.stream()
                .filter(target -> target.reason().kind() != Kind.Succeeded)
                .toList();
        if (failed.isEmpty()) {
            return new Phase(Reason.Completed, "All captures ended; see status.targets for the reason of each.");
        }
        TargetStatus worst = failed.getFirst();
        return new Phase(
                Reason.PartlyFailed,
                failed.size() + " of " + Summary.count(targets.size(), noun(targets)) + " failed, " + worst.pod()
                        + " with " + worst.reason() + ": " + worst.message());
    }

    private static String noun(List<TargetStatus> targets) {
        return targets.stream().anyMatch(TargetStatus::atOtherEnd) ? "pod" : "target";
    }

    private static String pods(List<TargetStatus> targets) {
        return targets.size() == 1 ? targets.getFirst().words() : Summary.count(targets.size(), "pod");
    }
}
