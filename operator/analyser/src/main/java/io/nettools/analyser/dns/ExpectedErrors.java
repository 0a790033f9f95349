package io.nettools.analyser.dns;

import java.util.Locale;

/** Error answers that healthy traffic has too, by their question. */
final class ExpectedErrors {
    private static final String CLUSTER = ".cluster.local";
    private static final int HTTPS = 65;
    private static final int SVCB = 64;

    private ExpectedErrors() {}

    /** Whether clients ask for that type on the chance, and go on without it: many servers refuse it. */
    static boolean optional(Question question) {
        return question.type() == HTTPS || question.type() == SVCB;
    }

    /** Whether nobody expects that the name exists, or the name was not captured whole. */
    static boolean mayNotExist(Question question) {
        String name = question.name().toLowerCase(Locale.ROOT);
        boolean reverse = name.endsWith(".in-addr.arpa") || name.endsWith(".ip6.arpa");
        return reverse || question.type() == RecordType.UNKNOWN || searched(name);
    }

    /**
     * Whether a name of a cluster can only come from a search list: names of Services and their pods have two or three
     * labels before {@code svc}.
     */
    private static boolean searched(String name) {
        if (!name.endsWith(CLUSTER)) {
            return false;
        }
        String[] labels = name.substring(0, name.length() - CLUSTER.length()).split("\\.", -1);
        boolean service = labels[labels.length - 1].equals("svc");
        boolean record = labels[0].startsWith("_");
        boolean usual = record || labels.length == 3 || labels.length == 4;
        return labels.length > 1 && (service ? !usual : !labels[labels.length - 1].equals("pod"));
    }
}
