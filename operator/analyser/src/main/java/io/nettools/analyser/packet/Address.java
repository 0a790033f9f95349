package io.nettools.analyser.packet;

/** Text of an IP address, as inet_ntop(3) and tcpdump write it (RFC 5952). */
public final class Address {
    private static final int WORDS = 8;

    private Address() {}

    /**
     * Text of an address of either version.
     *
     * @param version 4 or 6
     * @param high high half of an IPv6 address
     * @param low low half of an IPv6 address, or an IPv4 one
     */
    public static String text(int version, long high, long low) {
        return version == 6 ? ip6(high, low) : ip4((int) low);
    }

    /**
     * Text of an end of a conversation: the address, with the port where the protocol has any; of IPv6 in brackets then
     * (RFC 3986 §3.2.2).
     *
     * @param protocol of the IP header
     */
    public static String end(int version, int protocol, long high, long low, int port) {
        String address = text(version, high, low);
        if (!hasPorts(protocol)) {
            return address;
        }
        return version == 6 ? "[" + address + "]:" + port : address + ":" + port;
    }

    /** Whether an end of a protocol is written with a port. */
    static boolean hasPorts(int protocol) {
        return protocol == Datagram.TCP || protocol == Datagram.UDP;
    }

    public static String ip4(int address) {
        return (address >>> 24) + "." + (address >> 16 & 255) + "." + (address >> 8 & 255) + "." + (address & 255);
    }

    public static String ip6(long high, long low) {
        int gap = gap(high, low);
        int gapEnd = gap < 0 ? -1 : gap + zeros(high, low, gap);
        // ::a.b.c.d and ::ffff:a.b.c.d
        boolean embedded = gap == 0 && (gapEnd == 6 || (gapEnd == 5 && word(high, low, 5) == 0xffff));
        int hexWords = embedded ? WORDS - 2 : WORDS;
        StringBuilder text = new StringBuilder(40);
        for (int i = 0; i < hexWords; i++) {
            if (i >= gap && i < gapEnd) {
                text.append(i == gap ? ":" : "");
                continue;
            }
            text.append(i > 0 ? ":" : "").append(Integer.toHexString(word(high, low, i)));
        }
        if (embedded) {
            return text.append(':').append(ip4((int) low)).toString();
        }
        return text.append(gapEnd == WORDS ? ":" : "").toString();
    }

    /** Where the longest run of at least two zero words begins, the first of equals; -1 when there is none. */
    private static int gap(long high, long low) {
        int best = -1;
        int longest = 1;
        for (int i = 0; i < WORDS; i++) {
            int length = zeros(high, low, i);
            if (length > longest) {
                longest = length;
                best = i;
            }
        }
        return best;
    }

    private static int zeros(long high, long low, int from) {
        int i = from;
        while (i < WORDS && word(high, low, i) == 0) {
            i++;
        }
        return i - from;
    }

    private static int word(long high, long low, int i) {
        return (int) ((i < 4 ? high : low) >>> ((3 - i % 4) * 16)) & 0xffff;
    }
}
