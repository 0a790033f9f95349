package io.nettools.analyser.pcap;

import java.util.List;
import java.util.Optional;

/** One format of capture files, read record by record. */
interface Format {
    /** MAXIMUM_SNAPLEN of libpcap's pcap-int.h: no file of tcpdump has longer packets. */
    int LONGEST_PACKET = 262_144;

    /** Most bytes that {@link #read} ever waits for: a packet with all that may stand around it. */
    int LONGEST_RECORD = LONGEST_PACKET + 65_536;

    /** Answer of {@link #read}: more has to arrive first. */
    long INCOMPLETE = 0;

    /**
     * Reads the record that begins at {@code window[from]}, if all of it that matters is there.
     *
     * @param to index behind the last byte that has arrived
     * @param offset of the record in the file
     * @return length of the record, which may go beyond what has arrived: the rest of it is of no interest; or {@link #INCOMPLETE}
     */
    long read(byte[] window, int from, int to, long offset);

    /** Whether the file's header is read. */
    boolean begun();

    /** A sentence on why reading cannot go on, once it cannot. */
    Optional<String> stopped();

    /** Sentences on what was passed over. */
    List<String> notes();
}
