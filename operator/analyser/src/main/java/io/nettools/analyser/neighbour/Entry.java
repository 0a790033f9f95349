package io.nettools.analyser.neighbour;

import io.nettools.analyser.packet.Address;

/** The requests for one address, and the claims to have it. */
final class Entry {
    static final long NO_MAC = 0;

    private long asked;
    private long unanswered;
    private long lastSeenMicros;
    private Asker asker;
    private long mac = NO_MAC;
    private long previousMac = NO_MAC;
    private long changes;

    /** Address of a requester. */
    record Asker(int version, long high, long low) {
        String address() {
            return Address.text(version, high, low);
        }
    }

    void ask(Asker by) {
        asker = by;
        asked++;
        unanswered++;
    }

    /** @param by link-layer address of the claimant; {@link #NO_MAC} when unknown */
    void claim(long micros, long by) {
        lastSeenMicros = micros;
        unanswered = 0;
        if (by != NO_MAC && mac != NO_MAC && by != mac) {
            previousMac = mac;
            changes++;
        }
        mac = by == NO_MAC ? mac : by;
    }

    Neighbour neighbour(NeighbourKey key) {
        return new Neighbour(
                key.interfaceIndex(),
                key.address(),
                asker == null ? "" : asker.address(),
                asked,
                unanswered,
                lastSeenMicros,
                text(mac),
                text(previousMac),
                changes);
    }

    private static String text(long mac) {
        if (mac == NO_MAC) {
            return "";
        }
        StringBuilder text = new StringBuilder(17);
        for (int shift = 40; shift >= 0; shift -= 8) {
            int value = (int) (mac >>> shift) & 255;
            text.append(value < 16 ? "0" : "")
                    .append(Integer.toHexString(value))
                    .append(shift > 0 ? ":" : "");
        }
        return text.toString();
    }
}
