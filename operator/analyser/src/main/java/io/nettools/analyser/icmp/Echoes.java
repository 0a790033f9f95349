package io.nettools.analyser.icmp;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Datagram;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Side;
import java.util.Arrays;

/**
 * Echo requests between two machines and their replies (ping), matched by identifier and sequence number. Only the last
 * unanswered requests are kept; a reply to an older one is ignored.
 */
public final class Echoes {
    private static final int REMEMBERED = 32;
    private static final int ECHO_HEADER = 8;
    private static final long NONE = -1;
    /** Time for a reply, µs. */
    private static final long PATIENCE = 1_000_000;

    /** {@code asked by the server (1) | identifier (16) | sequence number (16)} of the last requests. */
    private final long[] waiting = new long[REMEMBERED];

    private final long[] askedMicros = new long[REMEMBERED];
    private int next;
    private long sent;
    private long answered;
    private long shortest = Long.MAX_VALUE;
    private long longest;
    private long sum;

    public Echoes() {
        Arrays.fill(waiting, NONE);
    }

    /** Whether a packet is an echo request or reply. */
    public static boolean isEcho(Packet packet) {
        return isType(packet, 8, 128) || isType(packet, 0, 129);
    }

    private static boolean isType(Packet packet, int icmp, int icmp6) {
        Datagram datagram = packet.datagram();
        int type = packet.bytes().u8(datagram.payload());
        boolean fits = datagram.version() == 4 && datagram.protocol() == Datagram.ICMP && type == icmp;
        boolean fits6 = datagram.version() == 6 && datagram.protocol() == Datagram.ICMP6 && type == icmp6;
        return (fits || fits6) && packet.bytes().has(datagram.payload(), ECHO_HEADER);
    }

    /** Adds a packet for which {@link #isEcho} is true. */
    public void accept(Packet packet, Side sender) {
        Bytes bytes = packet.bytes();
        long number = bytes.u32(packet.datagram().payload() + 4);
        boolean request = isType(packet, 8, 128);
        boolean askedByServer = request == (sender == Side.Server);
        long key = askedByServer ? 1L << 32 | number : number;
        if (request) {
            ask(key, packet.micros());
        } else {
            answer(key, packet.micros());
        }
    }

    private void ask(long key, long micros) {
        // a capture of all interfaces has a forwarded request more than once
        if (indexOf(key) >= 0) {
            return;
        }
        waiting[next] = key;
        askedMicros[next] = micros;
        next = (next + 1) % REMEMBERED;
        sent++;
    }

    private void answer(long key, long micros) {
        int index = indexOf(key);
        if (index < 0) {
            return;
        }
        waiting[index] = NONE;
        long latency = Math.max(0, micros - askedMicros[index]);
        answered++;
        sum += latency;
        shortest = Math.min(shortest, latency);
        longest = Math.max(longest, latency);
    }

    private int indexOf(long key) {
        for (int i = 0; i < REMEMBERED; i++) {
            if (waiting[i] == key) {
                return i;
            }
        }
        return -1;
    }

    /** Number of requests. */
    public long sent() {
        return sent;
    }

    /** Number of answered requests. */
    public long answered() {
        return answered;
    }

    /**
     * Requests that got no reply, though there was enough time for one.
     *
     * @param nowMicros the end of the capture, µs since the epoch
     */
    public long unanswered(long nowMicros) {
        long recent = 0;
        for (int i = 0; i < REMEMBERED; i++) {
            recent += waiting[i] != NONE && nowMicros - askedMicros[i] < PATIENCE ? 1 : 0;
        }
        return sent - answered - recent;
    }

    /** How many of the last requests in a row got no reply, though there was enough time for one. */
    public int lastUnanswered(long nowMicros) {
        int row = 0;
        for (int back = 1; back <= REMEMBERED; back++) {
            int i = Math.floorMod(next - back, REMEMBERED);
            if (waiting[i] == NONE) {
                return row;
            }
            row += nowMicros - askedMicros[i] >= PATIENCE ? 1 : 0;
        }
        return row;
    }

    /** When the first of the remembered requests without a reply was sent, µs since the epoch. */
    public long firstUnansweredMicros() {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < REMEMBERED; i++) {
            first = waiting[i] == NONE ? first : Math.min(first, askedMicros[i]);
        }
        return first;
    }

    /** Shortest time from request to reply, µs; -1 without replies. */
    public long shortestMicros() {
        return answered == 0 ? -1 : shortest;
    }

    /** Mean time from request to reply, µs; -1 without replies. */
    public long meanMicros() {
        return answered == 0 ? -1 : sum / answered;
    }

    /** Longest time from request to reply, µs; -1 without replies. */
    public long longestMicros() {
        return answered == 0 ? -1 : longest;
    }
}
