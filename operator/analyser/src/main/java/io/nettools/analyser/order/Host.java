package io.nettools.analyser.order;

import java.util.Arrays;

/**
 * The other end of a probe as a user writes it: an address or a name. The forms are narrow, because it becomes an argument of a tool: never an
 * option, and no spelling of an address that two programs read differently ({@code 010.0.0.1}, {@code 127.1}, {@code 0x7f000001}).
 *
 * @param text an IPv4 address, an IPv6 address without brackets, or a name
 */
public record Host(String text) {
    /** RFC 1035 §2.3.4. */
    private static final int NAME_LENGTH = 253;

    private static final int LABEL_LENGTH = 63;

    /** Whether it can be asked for: an address or a name. */
    public boolean valid() {
        return address() || name();
    }

    public boolean address() {
        return bytes().length > 0;
    }

    /** The 4 or 16 bytes of the address; none when it is not one. */
    public byte[] bytes() {
        return Literal.bytes(text);
    }

    /** Whether it is an address of a private network. */
    public boolean ofPrivateNetwork() {
        return Networks.contain(Networks.PRIVATE, bytes());
    }

    /** Whether it is an address of one interface that others can reach: not of loopback, link-local or multicast. */
    public boolean ofOneInterface() {
        return address() && !Networks.contain(Networks.NOT_OF_ONE, bytes());
    }

    /** Whether it is an address of the Internet, which may be as far away as the earth is large. */
    public boolean ofInternet() {
        return ofOneInterface() && !ofPrivateNetwork();
    }

    /** RFC 1123 §2.1: letters, digits and dashes inside; what ends in a number is no name. */
    public boolean name() {
        String relative = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        String last = "";
        for (String label : relative.split("\\.", -1)) {
            if (!label(label)) {
                return false;
            }
            last = label;
        }
        return text.length() <= NAME_LENGTH && letter(last.charAt(0));
    }

    /** Whether both are addresses, and the same one. */
    public boolean sameAs(Host other) {
        return address() && Arrays.equals(bytes(), other.bytes());
    }

    /** In front of a port: RFC 3986 §3.2.2. */
    public String bracketed() {
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    private static boolean label(String label) {
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (!letter(c) && !(c >= '0' && c <= '9') && c != '-') {
                return false;
            }
        }
        return !label.isEmpty() && label.length() <= LABEL_LENGTH && !label.startsWith("-") && !label.endsWith("-");
    }

    private static boolean letter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
