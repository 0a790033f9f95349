package io.nettools.planner.policy;

import io.nettools.planner.policy.Selector.Requirement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Labels of one object, and which selectors they match (apimachinery, pkg/labels).
 *
 * @param of the object in a sentence
 * @param label the word for what a requirement asks for
 * @param labels absent when they are not known
 */
record Labels(String of, String label, Optional<Map<String, String>> labels) {
    private static final int NAMED = 3;
    private static final int DIFFERENT = 4;

    static Labels of(Party.Pod pod) {
        return new Labels(pod.words(), "", Optional.of(pod.labels()));
    }

    static Labels of(Party.Namespace namespace) {
        return new Labels("namespace " + Shown.name(namespace.name()), "namespace label ", namespace.labels());
    }

    static Labels of(Party.Node node) {
        return new Labels(node.words(), "node label ", node.labels());
    }

    Match match(Selector selector) {
        if (selector.requirements().isEmpty()) {
            return Match.yes();
        }
        if (labels.isEmpty()) {
            return new Match.Unknown("the labels of " + of + " are not known");
        }
        List<Match> parts = selector.requirements().stream()
                .map(one -> match(one, labels.get()))
                .toList();
        List<Match.No> differing = parts.stream()
                .filter(Match.No.class::isInstance)
                .map(Match.No.class::cast)
                .toList();
        if (differing.size() < 2) {
            return Match.all(parts);
        }
        int more = differing.size() - 1;
        String count = more == 1 ? " (1 more label differs)" : " (" + more + " more labels differ)";
        return new Match.No(DIFFERENT * differing.size(), differing.getFirst().words() + count);
    }

    private Match match(Requirement one, Map<String, String> labels) {
        Optional<String> value = Optional.ofNullable(labels.get(one.key()));
        if (one.values().isEmpty() && List.of("In", "NotIn").contains(one.operator())) {
            return new Match.Unknown("a selector has operator " + one.operator() + " without values");
        }
        boolean listed = value.filter(one.values()::contains).isPresent();
        return switch (one.operator()) {
            case "In" -> listed ? Match.yes() : no(one, value);
            case "NotIn" -> listed ? no(one, value) : Match.yes();
            case "Exists" -> value.isPresent() ? Match.yes() : no(one, value);
            case "DoesNotExist" -> value.isPresent() ? no(one, value) : Match.yes();
            default -> new Match.Unknown("a selector cannot be read: " + Shown.name(one.operator()));
        };
    }

    private Match no(Requirement one, Optional<String> value) {
        String key = Shown.name(one.key());
        String has = value.map(is -> " has " + key + "=" + Shown.name(is)).orElse(" has no label " + key);
        return new Match.No(DIFFERENT, "requires " + label + wanted(one, key) + ", " + of + has);
    }

    private String wanted(Requirement one, String key) {
        String word = label.isEmpty() ? "label " : "";
        return switch (one.operator()) {
            case "In" ->
                one.values().size() == 1 ? key + "=" + Shown.name(one.values().getFirst()) : key + " in " + list(one);
            case "NotIn" -> key + " not in " + list(one);
            case "Exists" -> word + key;
            default -> "no " + word + key;
        };
    }

    private static String list(Requirement one) {
        String first = one.values().stream().limit(NAMED).map(Shown::name).collect(Collectors.joining(", "));
        return "(" + first + (one.values().size() > NAMED ? ", ..." : "") + ")";
    }
}
