package io.nettools.analyser.neighbour;

import io.nettools.analyser.packet.Address;

/** The requests for one address, and the claims to have it. */
final class Entry {
    static final long NO_MAC = 0;

    /** Longest time between two questions of one attempt, µs; Linux asks each second. */
    private static final long ATTEMPT = 5_000_000;
    /** Longest time between two copies of a captured packet, µs. */
    private static final long COPY = 100_000;
    /** Longest time in which two machines with one address take turns, µs; a failover and its way back take longer. */
    private static final long TURN = 30_000_000;

    private long asked;
    private long unanswered;
    private long lastSeenMicros;
    private Asker asker;
    private long mac = NO_MAC;
    private long previousMac = NO_MAC;
    private long changes;
    private long askedMicros = Long.MIN_VALUE / 2;
    private long changedMicros = Long.MIN_VALUE / 2;

    /** Address of a requester. */
    record Asker(int version, long high, long low) {
        String address() {
            return Address.text(version, high, low);
        }
    }

    void ask(Asker by, long micros) {
        long since = micros - askedMicros;
        if (by.equals(asker) && since >= 0 && since < COPY) {
            return;
        }
        unanswered = by.equals(asker) && since <= ATTEMPT ? unanswered + 1 : 1;
        asker = by;
        askedMicros = micros;
        asked++;
    }

    /** @param by link-layer address of the claimant; {@link #NO_MAC} when unknown */
    void claim(long micros, long by) {
        lastSeenMicros = micros;
        unanswered = 0;
        if (by != NO_MAC && mac != NO_MAC && by != mac) {
            boolean turn = by == previousMac && micros - changedMicros <= TURN;
            changes = turn ? changes + 1 : 1;
            previousMac = mac;
            changedMicros = micros;
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
