package io.nettools.analyser.redirect;

import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Stage;
import io.nettools.analyser.packet.TwoEnds;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections that a rule of the captured namespace redirects to a program in it (REDIRECT in OUTPUT), as service meshes do
 * with all that leaves a pod. On the loopback interface the two directions have different ends: the client's packets go to
 * {@code 127.0.0.1:15001}, but the answers come from the address that it asked, since the kernel has translated them back
 * before it shows them. The answers are given the redirected end, so that both are one conversation.
 *
 * <p>A client has an address of the loopback interface where it asks for one. One that has another address, and whose
 * SYN goes to loopback, was redirected.
 */
public final class Redirects implements Stage {
    /** Redirected connections that are held, 200 KiB of heap; those idle for the longest time give way. */
    private static final int CAPACITY = 1024;

    private static final int IPV4_LOOPBACK = 127;
    private static final int IPV4 = 4;

    private final TwoEnds key = new TwoEnds();
    private final Map<TwoEnds, Redirect> clients = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TwoEnds, Redirect> eldest) {
            return size() > CAPACITY;
        }
    };

    @Override
    public void accept(Packet packet) {
        Segment segment = packet.segment();
        if (!segment.present()) {
            return;
        }
        boolean opens = segment.opens();
        if (opens && toLoopback(packet.datagram()) && !fromLoopback(packet.datagram())) {
            key.readSource(packet);
            clients.put(key.copy(), new Redirect(packet));
        } else if (!opens && !clients.isEmpty()) {
            key.readDestination(packet);
            Redirect redirect = clients.get(key);
            if (redirect != null && redirect.answers(packet)) {
                redirect.rename(packet);
            }
        }
    }

    private static boolean toLoopback(Datagram datagram) {
        return loopback(datagram.version(), datagram.destinationHigh(), datagram.destinationLow());
    }

    private static boolean fromLoopback(Datagram datagram) {
        return loopback(datagram.version(), datagram.sourceHigh(), datagram.sourceLow());
    }

    private static boolean loopback(int version, long high, long low) {
        return version == IPV4 ? (low >>> 24 & 0xff) == IPV4_LOOPBACK : high == 0 && low == 1;
    }

    /** A connection that is redirected. */
    private static final class Redirect {
        private final int acknowledged;
        private final long high;
        private final long low;
        private final int port;
        private boolean answered;
        private long askedHigh;
        private long askedLow;
        private int askedPort;

        Redirect(Packet syn) {
            acknowledged = syn.segment().sequence() + 1;
            high = syn.datagram().destinationHigh();
            low = syn.datagram().destinationLow();
            port = syn.destinationPort();
        }

        /** The first answer acknowledges the SYN, and shows the end that was asked; the others come from there. */
        boolean answers(Packet packet) {
            Datagram datagram = packet.datagram();
            if (!answered
                    && packet.segment().has(Segment.ACK)
                    && packet.segment().acknowledgment() == acknowledged
                    && !fromLoopback(datagram)) {
                answered = true;
                askedHigh = datagram.sourceHigh();
                askedLow = datagram.sourceLow();
                askedPort = packet.sourcePort();
            }
            return answered
                    && askedHigh == datagram.sourceHigh()
                    && askedLow == datagram.sourceLow()
                    && askedPort == packet.sourcePort();
        }

        void rename(Packet packet) {
            packet.countsAsFrom(high, low, port);
        }
    }
}
