package io.nettools.analyser.postgres;

/** Error codes that a start-up can end with (PostgreSQL's documentation, appendix A). */
final class SqlState {
    private static final int LENGTH = 5;

    private SqlState() {}

    /** Whether the code has five digits and upper-case letters. */
    static boolean valid(String code) {
        return code.length() == LENGTH
                && code.chars().allMatch(one -> (one >= '0' && one <= '9') || (one >= 'A' && one <= 'Z'));
    }

    /** Name of the condition; empty for one that is rare in start-ups. */
    static String condition(String code) {
        return switch (code) {
            case "08P01" -> "protocol_violation";
            case "0A000" -> "feature_not_supported";
            case "22023" -> "invalid_parameter_value";
            case "28000" -> "invalid_authorization_specification";
            case "28P01" -> "invalid_password";
            case "3D000" -> "invalid_catalog_name";
            case "42501" -> "insufficient_privilege";
            case "42704" -> "undefined_object";
            case "53000" -> "insufficient_resources";
            case "53100" -> "disk_full";
            case "53200" -> "out_of_memory";
            case "53300" -> "too_many_connections";
            case "55000" -> "object_not_in_prerequisite_state";
            case "57014" -> "query_canceled";
            case "57P01" -> "admin_shutdown";
            case "57P02" -> "crash_shutdown";
            case "57P03" -> "cannot_connect_now";
            case "57P04" -> "database_dropped";
            case "58000" -> "system_error";
            case "XX000" -> "internal_error";
            default -> "";
        };
    }

    /**
     * Whether the server can accept no client now: it lacks resources, starts or stops. A client that did not answer in
     * time has a code of the same class, but that is the client's fault.
     */
    static boolean concernsEverybody(String code) {
        return (code.startsWith("53") || code.startsWith("57")) && !code.equals("57014");
    }

    /**
     * Whether the server's message may be shown. In these classes it names user, database and address, which are shown
     * anyway, or the state of the server. It never has the password, which the server compares but does not repeat.
     * Messages of other classes repeat their subject, such as the value of a parameter, which may be anything.
     */
    static boolean wordsAreHarmless(String code) {
        return switch (code.isEmpty() ? "" : code.substring(0, 2)) {
            case "08", "28", "3D", "53", "57" -> true;
            default -> false;
        };
    }
}
