package io.nettools.planner.way;

/** The address in an end of a conversation: {@code 10.0.0.7:80}, {@code [fd00::7]:80}, or either without a port. */
final class Address {
    private Address() {}

    static String of(String end) {
        if (end.startsWith("[")) {
            return end.substring(1, Math.max(1, end.indexOf(']')));
        }
        int colon = end.indexOf(':');
        return colon >= 0 && colon == end.lastIndexOf(':') ? end.substring(0, colon) : end;
    }

    /**
     * Whether packets to it may stay on the link (RFC 4291, RFC 3927, RFC 1112), so that no point behind it has to see
     * them.
     */
    static boolean ofTheLink(String end) {
        String address = of(end);
        return address.startsWith("169.254.")
                || address.startsWith("fe80:")
                || address.startsWith("ff")
                || address.equals("::")
                || address.equals("0.0.0.0")
                || address.equals("255.255.255.255")
                || address.matches("2(2[4-9]|3[0-9])\\..*");
    }
}
