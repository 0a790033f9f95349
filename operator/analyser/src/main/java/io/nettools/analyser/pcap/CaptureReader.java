package io.nettools.analyser.pcap;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a capture file that arrives in pieces, cut anywhere, and hands on each packet as soon as it is complete. Nothing in a file makes it
 * throw: where reading cannot go on, it stops and {@link #notes} say why.
 *
 * <pre>
 * record: 0 seconds | 4 µs or ns | 8 bytes captured | 12 bytes on the wire | 16 packet
 * </pre>
 */
public final class CaptureReader {
    private static final int RECORD_HEADER = 16;
    private static final int WINDOW = 65_536;

    private final Stage next;
    private final Packet packet = new Packet();
    /** What has arrived and is not read yet: {@code window[read, filled)}. */
    private byte[] window = new byte[WINDOW];

    private int read;
    private int filled;
    private long consumed;
    private Optional<FileHeader> header = Optional.empty();
    private LinkType link = LinkType.Unread;
    private Optional<String> stopped = Optional.empty();

    /** A reader that hands each packet to {@code next}. */
    public CaptureReader(Stage next) {
        this.next = next;
    }

    /** The next bytes of the file. */
    public void accept(ByteBuffer piece) {
        while (piece.hasRemaining() && stopped.isEmpty()) {
            int count = Math.min(piece.remaining(), window.length - filled);
            piece.get(window, filled, count);
            filled += count;
            readAll();
            makeRoom();
        }
        if (stopped.isPresent()) {
            piece.position(piece.limit());
        }
    }

    private void readAll() {
        if (header.isEmpty() && !readHeader()) {
            return;
        }
        FileHeader file = header.orElseThrow();
        while (stopped.isEmpty() && filled - read >= RECORD_HEADER) {
            int captured = file.word(window, read + 8);
            if (captured < 0 || captured > FileHeader.LONGEST_RECORD) {
                stop("The capture file is damaged: a record of " + Integer.toUnsignedString(captured)
                        + " bytes at byte " + (consumed + read) + "; what follows was not read.");
                return;
            }
            if (filled - read < RECORD_HEADER + captured) {
                return;
            }
            handOn(file, captured);
            read += RECORD_HEADER + captured;
        }
    }

    private boolean readHeader() {
        if (filled >= 4 && !FileHeader.isCapture(window)) {
            stop("This is not a capture file of tcpdump (pcap format).");
            return false;
        }
        if (filled < FileHeader.LENGTH) {
            return false;
        }
        FileHeader file = FileHeader.of(window);
        header = Optional.of(file);
        link = file.link();
        read = FileHeader.LENGTH;
        return true;
    }

    private void handOn(FileHeader file, int captured) {
        long seconds = file.word(window, read) & 0xffff_ffffL;
        long fraction = file.word(window, read + 4) & 0xffff_ffffL;
        long micros = seconds * 1_000_000 + (file.nanos() ? fraction / 1_000 : fraction);
        int wireLength = Math.max(0, file.word(window, read + 12));
        int looked = Math.min(captured, file.snapLength());
        packet.read(link, window, read + RECORD_HEADER, looked, wireLength, micros);
        next.accept(packet);
    }

    /** Moves the rest to the beginning; a record that does not fit gets a window of its size, which {@link #readAll} has bounded. */
    private void makeRoom() {
        System.arraycopy(window, read, window, 0, filled - read);
        consumed += read;
        filled -= read;
        read = 0;
        if (filled == window.length) {
            window = Arrays.copyOf(window, RECORD_HEADER + FileHeader.LONGEST_RECORD);
        }
    }

    private void stop(String reason) {
        stopped = Optional.of(reason);
    }

    /** Whether the file's header was read. */
    public boolean begun() {
        return header.isPresent();
    }

    /** Sentences on what of the file could not be read, given what has arrived so far; none when all of it was. */
    public List<String> notes() {
        return Stream.of(unreadLink(), stopped.or(this::cut))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<String> cut() {
        if (header.isEmpty()) {
            return Optional.of(
                    filled == 0
                            ? "The capture file is empty: it lacks even its header."
                            : "The capture file ends within its header.");
        }
        return filled > 0
                ? Optional.of("The capture file ends within a packet, which was not read.")
                : Optional.empty();
    }

    private Optional<String> unreadLink() {
        return header.filter(file -> file.link() == LinkType.Unread)
                .map(file -> "Packets of link type " + file.linkNumber() + " are counted but not read.");
    }
}
