package io.nettools.planner.status;

import java.util.List;

/** How {@link Budget} cuts what is known of the way. */
final class PassageCut {
    private PassageCut() {}

    /** A reason may be long, its point not. */
    static List<ViewAnswer> views(List<ViewAnswer> views, int text) {
        return views.stream()
                .map(view -> new ViewAnswer(
                        view.place(),
                        view.node(),
                        view.networkInterface(),
                        view.captured(),
                        view.droppedByKernel(),
                        Sentences.cut(view.missing(), text),
                        Sentences.cut(view.hides(), text)))
                .toList();
    }

    static List<PassageAnswer> passages(List<PassageAnswer> passages, int many, int text) {
        return passages.stream()
                .limit(many)
                .map(passage -> passage.saying(Sentences.cut(passage.verdict(), text)))
                .toList();
    }
}
