package io.nettools.analyser.dns;

/** Compares two names that may be one name with two suffixes of a search list. */
final class Suffixes {
    private Suffixes() {}

    /**
     * The name that is meant by both; empty when they do not reveal it. They do when the second suffix is the end of
     * the first, such as {@code svc.cluster.local} of {@code default.svc.cluster.local}; when the second name has no
     * suffix; or when only the second one has.
     */
    static String meant(String before, String after) {
        int common = commonLabels(before, after);
        String first = behind(before, common);
        String second = behind(after, common);
        boolean end = second.isEmpty()
                || first.regionMatches(
                        true, first.length() - second.length() - 1, "." + second, 0, second.length() + 1);
        boolean shown = common > 0 && (end || first.isEmpty());
        return shown ? after.substring(0, common) : "";
    }

    private static String behind(String name, int common) {
        return common >= name.length() ? "" : name.substring(common + 1);
    }

    /** Length of the labels that both names begin with. */
    private static int commonLabels(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int labels = 0;
        for (int i = 0; i <= shorter; i++) {
            boolean ends = endsAt(one, i) && endsAt(other, i);
            labels = ends ? i : labels;
            if (i == shorter || Character.toLowerCase(one.charAt(i)) != Character.toLowerCase(other.charAt(i))) {
                return labels;
            }
        }
        return labels;
    }

    private static boolean endsAt(String name, int at) {
        return at == name.length() || name.charAt(at) == '.';
    }
}
