package io.nettools.analyser.pcap;

import java.util.List;
import java.util.Optional;

/** One format of capture files, read record by record. */
interface Format {
    /** MAXIMUM_SNAPLEN of libpcap's pcap-int.h: no file of tcpdump has longer packets. */
    int LONGEST_PACKET = 262_144;

    /** Most bytes that {@link #read} waits for: a packet with the fields around it. */
    int LONGEST_RECORD = LONGEST_PACKET + 65_536;

    /** Result of {@link #read} when more bytes have to arrive first. */
    long INCOMPLETE = 0;

    /**
     * Reads the record at {@code window[from]}, if the bytes that it needs have arrived.
     *
     * @param to index behind the last byte that has arrived
     * @param offset of the record in the file
     * @return length of the record, or {@link #INCOMPLETE}; bytes of the record that have not arrived yet can be
     *     skipped
     */
    long read(byte[] window, int from, int to, long offset);

    /** Whether the file's header is read. */
    boolean begun();

    /** The reason why reading stopped; empty while it goes on. */
    Optional<String> stopped();

    /** Notes on packets and blocks that were not read. */
    List<String> notes();
}
