package io.nettools.planner.plan;

import io.nettools.planner.answer.Answer.Said;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import java.util.List;

/**
 * Both ends of a path end together, since packets between them are compared only when both have answered. An answer
 * waits in its trace pod until the others have answered, or have ended without an answer. Each end has its deadline.
 * Without a peer each target ends for itself.
 */
final class BothEnds {
    private BothEnds() {}

    static List<TargetPlan> decide(List<TargetView> views) {
        List<TargetPlan> alone = views.stream().map(TargetRules::decide).toList();
        if (views.stream().map(TargetView::target).noneMatch(TargetStatus::atOtherEnd)) {
            return alone;
        }
        boolean open = alone.stream().anyMatch(plan -> !plan.target().reason().terminal());
        return views.stream().map(view -> joined(view, open, peers(views))).toList();
    }

    private static TargetPlan joined(TargetView view, boolean open, List<Said> peers) {
        if (!answers(view)) {
            return TargetRules.decide(view);
        }
        return open
                ? TargetPlan.keep(view.target()
                        .as(Reason.Capturing, "The capture has ended; its result waits for the other end of the path."))
                : view.answer()
                        .map(end ->
                                TargetPlan.answered(end, view.target().atOtherEnd() ? List.of() : peers, view.filter()))
                        .orElseThrow();
    }

    private static List<Said> peers(List<TargetView> views) {
        return views.stream()
                .filter(view -> view.target().atOtherEnd() && answers(view))
                .flatMap(view -> view.answer().stream())
                .toList();
    }

    /** Whether this end answers now. An answer that the status has already is not written again. */
    private static boolean answers(TargetView view) {
        return !view.target().reason().terminal() && view.answer().isPresent();
    }
}
