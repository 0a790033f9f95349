package io.nettools.planner.way;

import io.nettools.planner.status.ViewAnswer;
import java.util.List;

/** The points of one end in the shape of the status. */
final class ViewAnswers {
    private ViewAnswers() {}

    static List<ViewAnswer> of(End end) {
        return end.points().stream()
                .map(point -> new ViewAnswer(
                        point.where(),
                        end.node(),
                        point.networkInterface(),
                        point.captured(),
                        point.droppedByKernel(),
                        point.missing(),
                        point.hides()))
                .toList();
    }
}
