package io.nettools.planner.trace;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks whether a label can exist, by the API server's rules for pods (apimachinery, util/validation: IsQualifiedName,
 * IsValidLabelValue). No pod has any other label, and a comma in one would be read as the next term of the selector.
 */
public final class LabelCheck {
    private static final String NAME = "[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";
    private static final String PART = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern KEY = Pattern.compile("((?=[^/]{1,253}/)" + PART + "(\\." + PART + ")*/)?" + NAME);
    private static final Pattern VALUE = Pattern.compile("(" + NAME + ")?");

    /** Limit for a quoted text: the schema cannot limit the key of a map. */
    private static final int LONG = 80;

    private LabelCheck() {}

    /** A complaint about the first impossible key or value; empty if all are possible. */
    public static Optional<String> complaint(List<String> keys, List<String> values) {
        Stream<String> key = keys.stream()
                .filter(one -> !KEY.matcher(one).matches())
                .map(one -> quoted(one) + " is not a label key: write one such as app or app.kubernetes.io/name");
        Stream<String> value = values.stream()
                .filter(one -> !VALUE.matcher(one).matches())
                .map(one -> quoted(one)
                        + " is not a label value: write at most 63 letters, digits, -, _ and ., beginning and"
                        + " ending with a letter or digit");
        return Stream.concat(key, value).findFirst();
    }

    private static String quoted(String text) {
        return "\"" + (text.length() <= LONG ? text : text.substring(0, text.offsetByCodePoints(0, LONG / 2)) + "...")
                + "\"";
    }
}
