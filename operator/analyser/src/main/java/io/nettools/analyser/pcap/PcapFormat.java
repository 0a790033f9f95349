package io.nettools.analyser.pcap;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import java.util.List;
import java.util.Optional;

/**
 * The format of tcpdump (pcap-savefile(5)): a {@link FileHeader}, then records.
 *
 * <pre>
 * record: 0 seconds | 4 µs or ns | 8 bytes captured | 12 bytes on the wire | 16 packet
 * </pre>
 */
final class PcapFormat implements Format {
    private static final int RECORD_HEADER = 16;

    private final Stage next;
    private final Packet packet = new Packet();
    private final UnreadLinks unread = new UnreadLinks();
    private Optional<FileHeader> header = Optional.empty();
    private LinkType link = LinkType.Unread;
    private Optional<String> stopped = Optional.empty();

    PcapFormat(Stage next) {
        this.next = next;
    }

    /** Whether a file that begins with {@code array} is of this format. */
    static boolean begins(byte[] array) {
        return FileHeader.isCapture(array);
    }

    @Override
    public long read(byte[] window, int from, int to, long offset) {
        if (header.isEmpty()) {
            return readHeader(window, to - from);
        }
        if (to - from < RECORD_HEADER) {
            return INCOMPLETE;
        }
        FileHeader file = header.orElseThrow();
        int captured = file.word(window, from + 8);
        if (captured < 0 || captured > LONGEST_PACKET) {
            stopped = Optional.of("The capture file is damaged: a record of " + Integer.toUnsignedString(captured)
                    + " bytes at byte " + offset + "; what follows was not read.");
            return INCOMPLETE;
        }
        if (to - from < RECORD_HEADER + captured) {
            return INCOMPLETE;
        }
        handOn(file, window, from, captured);
        return (long) RECORD_HEADER + captured;
    }

    private long readHeader(byte[] window, int arrived) {
        if (arrived < FileHeader.LENGTH) {
            return INCOMPLETE;
        }
        FileHeader file = FileHeader.of(window);
        header = Optional.of(file);
        link = file.link();
        unread.add(link, file.linkNumber());
        return FileHeader.LENGTH;
    }

    private void handOn(FileHeader file, byte[] window, int from, int captured) {
        long seconds = file.word(window, from) & 0xffff_ffffL;
        long fraction = file.word(window, from + 4) & 0xffff_ffffL;
        long micros = seconds * 1_000_000 + (file.nanos() ? fraction / 1_000 : fraction);
        int wireLength = Math.max(0, file.word(window, from + 12));
        int looked = Math.min(captured, file.snapLength());
        packet.read(link, window, from + RECORD_HEADER, looked, wireLength, micros);
        next.accept(packet);
    }

    @Override
    public boolean begun() {
        return header.isPresent();
    }

    @Override
    public Optional<String> stopped() {
        return stopped;
    }

    @Override
    public List<String> notes() {
        return unread.notes();
    }
}
