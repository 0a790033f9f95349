package io.nettools.planner.trace;

import java.util.regex.Pattern;

/**
 * Whether a text can be the name of an object, as the API server asks of most (apimachinery, util/validation: IsDNS1123Subdomain). What
 * somebody else wrote into an object becomes a part of the path of our request, where {@code ../}, {@code ?} and {@code /log} have a meaning.
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
