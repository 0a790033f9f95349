package io.nettools.planner.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A label selector: all its requirements must hold (apimachinery, meta/v1 LabelSelector).
 *
 * @param requirements none selects everything
 */
public record Selector(List<Requirement> requirements) {
    public static final Selector ALL = new Selector(List.of());

    public Selector {
        requirements = List.copyOf(requirements);
    }

    /**
     * A selector of both notations.
     *
     * @param matchLabels each the same as an expression {@code In} with one value
     */
    public static Selector of(Map<String, String> matchLabels, List<Requirement> matchExpressions) {
        List<Requirement> all = new ArrayList<>();
        new TreeMap<>(matchLabels).forEach((key, value) -> all.add(new Requirement(key, "In", List.of(value))));
        all.addAll(matchExpressions);
        return new Selector(all);
    }

    /**
     * One condition on one label.
     *
     * @param operator as written: In, NotIn, Exists or DoesNotExist; any other makes it unreadable
     */
    public record Requirement(String key, String operator, List<String> values) {
        public Requirement {
            values = List.copyOf(values);
        }
    }
}
