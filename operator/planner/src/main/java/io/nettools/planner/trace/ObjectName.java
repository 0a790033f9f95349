package io.nettools.planner.trace;

import java.util.regex.Pattern;

/**
 * Checks whether a text can be the name of an object, by the API server's rule for most objects (apimachinery,
 * util/validation: IsDNS1123Subdomain). A text that somebody else wrote into an object becomes a part of our request's
 * path, where {@code ../}, {@code ?} and {@code /log} have a meaning.
 */
public final class ObjectName {
    private static final int LONGEST = 253;
    private static final String LABEL = "[a-z0-9]([-a-z0-9]*[a-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");

    private ObjectName() {}

    public static boolean possible(String text) {
        return text.length() <= LONGEST && NAME.matcher(text).matches();
    }
}
