package io.nettools.analyser.icmp;

import io.nettools.analyser.packet.Address;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import java.util.ArrayList;
import java.util.List;

/**
 * The ICMP errors about one conversation, with an entry for each type, code and sender. Only the first few entries are
 * kept, but all errors are counted.
 */
public final class IcmpErrors {
    /** Limit for different errors that are kept. */
    public static final int MOST = 4;

    private final List<Entry> entries = new ArrayList<>(1);
    private long count;

    private static final class Entry {
        private final int version;
        private final int typeAndCode;
        private final long fromHigh;
        private final long fromLow;
        private final Side about;
        private final long firstMicros;
        private long lastMicros;
        private long count;

        Entry(Packet packet, Side about) {
            Datagram datagram = packet.datagram();
            version = datagram.version();
            typeAndCode = packet.bytes().u16(datagram.payload());
            fromHigh = datagram.sourceHigh();
            fromLow = datagram.sourceLow();
            this.about = about;
            firstMicros = packet.micros();
        }

        boolean fits(Packet packet, Side about) {
            Datagram datagram = packet.datagram();
            return typeAndCode == packet.bytes().u16(datagram.payload())
                    && this.about == about
                    && fromLow == datagram.sourceLow()
                    && fromHigh == datagram.sourceHigh();
        }

        void add(Packet packet) {
            lastMicros = packet.micros();
            count++;
        }

        IcmpError error() {
            IcmpError.Kind kind = IcmpError.Kind.of(version, typeAndCode >> 8, typeAndCode & 255);
            String from = Address.text(version, fromHigh, fromLow);
            return new IcmpError(kind, from, about, firstMicros, lastMicros, count);
        }
    }

    /**
     * Adds an error.
     *
     * @param about the sender of the packet that it quotes
     */
    public void add(Packet packet, Side about) {
        count++;
        for (Entry entry : entries) {
            if (entry.fits(packet, about)) {
                entry.add(packet);
                return;
            }
        }
        if (entries.size() < MOST) {
            Entry fresh = new Entry(packet, about);
            fresh.add(packet);
            entries.add(fresh);
        }
    }

    /** The different errors, in the order in which they came. */
    public List<IcmpError> all() {
        return entries.stream().map(Entry::error).toList();
    }

    /** Number of all errors, including those that are not kept. */
    public long count() {
        return count;
    }
}
