package io.nettools.analyser.dns;

/** Response codes (RFC 6895 §2.3), with the upper bits that EDNS adds (RFC 6891 §6.1.3). */
final class ResponseCode {
    static final int NOERROR = 0;
    static final int FORMERR = 1;
    static final int SERVFAIL = 2;
    static final int NXDOMAIN = 3;
    static final int NOTIMP = 4;
    static final int REFUSED = 5;
    static final int BADVERS = 16;
    static final int BADCOOKIE = 23;
    /** Stands for a missing answer. */
    static final int NONE = -1;

    private ResponseCode() {}

    /** The name of a code as dig writes it; {@code RCODE12} for one without a name; empty for {@link #NONE}. */
    static String text(int code) {
        return switch (code) {
            case NONE -> "";
            case NOERROR -> "NOERROR";
            case FORMERR -> "FORMERR";
            case SERVFAIL -> "SERVFAIL";
            case NXDOMAIN -> "NXDOMAIN";
            case NOTIMP -> "NOTIMP";
            case REFUSED -> "REFUSED";
            case 6 -> "YXDOMAIN";
            case 7 -> "YXRRSET";
            case 8 -> "NXRRSET";
            case 9 -> "NOTAUTH";
            case 10 -> "NOTZONE";
            case 11 -> "DSOTYPENI";
            case BADVERS -> "BADVERS";
            case BADCOOKIE -> "BADCOOKIE";
            default -> "RCODE" + code;
        };
    }
}
