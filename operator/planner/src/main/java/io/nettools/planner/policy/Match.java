package io.nettools.planner.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether something matches. */
sealed interface Match {
    enum Yes implements Match {
        YES
    }

    /**
     * It does not.
     *
     * @param distance the more, the more would have to be changed so that it does
     * @param words what is asked for and what there is, behind "rule 1"
     */
    record No(int distance, String words) implements Match {}

    record Unknown(String why) implements Match {}

    static Match yes() {
        return Yes.YES;
    }

    /** All must match. */
    static Match all(List<Match> parts) {
        List<No> differing = only(No.class, parts);
        if (!differing.isEmpty()) {
            return new No(
                    differing.stream().mapToInt(No::distance).sum(),
                    differing.stream().map(No::words).distinct().collect(Collectors.joining(", and ")));
        }
        return only(Unknown.class, parts).stream()
                .findFirst()
                .map(Match.class::cast)
                .orElseGet(Match::yes);
    }

    /** One must match; of those that do not, the nearest speaks. There is at least one. */
    static Match any(List<Match> parts) {
        if (parts.contains(yes())) {
            return yes();
        }
        Optional<Match> unknown =
                only(Unknown.class, parts).stream().findFirst().map(Match.class::cast);
        return unknown.orElseGet(() -> only(No.class, parts).stream()
                .min(Comparator.comparingInt(No::distance))
                .orElseThrow());
    }

    /** The same, or another one in place of a match. */
    default Match ifYes(Match other) {
        return this instanceof Yes ? other : this;
    }

    private static <T extends Match> List<T> only(Class<T> type, List<Match> parts) {
        return parts.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
