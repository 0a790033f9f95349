package io.nettools.analyser.pcap;

import io.nettools.analyser.packet.Stage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a capture file that arrives in any pieces, and passes on each packet as soon as it is complete. No content of a
 * file makes it throw: where it cannot read on, it stops, and {@link #notes} give the reason.
 */
public final class CaptureReader {
    private static final int WINDOW = 65_536;
    private static final int MAGIC = 4;

    private final Stage next;
    /** Bytes that have arrived and are not read yet: {@code window[read, filled)}. */
    private byte[] window = new byte[WINDOW];

    private int read;
    private int filled;
    private long consumed;
    /** Bytes that are still to come of a record and will be skipped. */
    private long skipping;

    private Optional<Format> format = Optional.empty();
    private Optional<String> stopped = Optional.empty();

    /** Creates a reader that passes each packet to {@code next}. */
    public CaptureReader(Stage next) {
        this.next = next;
    }

    /** Reads the next bytes of the file. */
    public void accept(ByteBuffer piece) {
        while (piece.hasRemaining() && stopped.isEmpty()) {
            skip(piece);
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

    private void skip(ByteBuffer piece) {
        int count = (int) Math.min(piece.remaining(), skipping);
        piece.position(piece.position() + count);
        skipping -= count;
        consumed += count;
    }

    private void readAll() {
        if (format.isEmpty() && filled >= MAGIC) {
            format = chosen();
        }
        if (format.isEmpty()) {
            return;
        }
        Format file = format.orElseThrow();
        while (read < filled) {
            long length = file.read(window, read, filled, consumed + read);
            stopped = file.stopped();
            if (length == Format.INCOMPLETE || stopped.isPresent()) {
                return;
            }
            skipping = Math.max(0, length - (filled - read));
            read += (int) (length - skipping);
        }
    }

    private Optional<Format> chosen() {
        if (PcapFormat.begins(window)) {
            return Optional.of(new PcapFormat(next));
        }
        if (PcapngFormat.begins(window)) {
            return Optional.of(new PcapngFormat(next));
        }
        stopped = Optional.of("This is not a capture file of tcpdump (pcap or pcapng format).");
        return Optional.empty();
    }

    /**
     * Moves unread bytes to the beginning. If a record does not fit, the window grows to the size of the longest
     * record.
     */
    private void makeRoom() {
        System.arraycopy(window, read, window, 0, filled - read);
        consumed += read;
        filled -= read;
        read = 0;
        if (filled == window.length) {
            window = Arrays.copyOf(window, Format.LONGEST_RECORD);
        }
    }

    /** Whether the file's header was read. */
    public boolean begun() {
        return format.filter(Format::begun).isPresent();
    }

    /** Notes on parts of the file that could not be read, judged by the bytes so far; empty without any. */
    public List<String> notes() {
        Stream<String> passed = format.stream().flatMap(file -> file.notes().stream());
        return Stream.concat(passed, stopped.or(this::cut).stream()).toList();
    }

    private Optional<String> cut() {
        if (!begun()) {
            return Optional.of(
                    filled == 0
                            ? "The capture file is empty: it has no header."
                            : "The capture file ends within its header.");
        }
        return filled > 0 || skipping > 0
                ? Optional.of("The capture file ends within a packet, which was not read.")
                : Optional.empty();
    }
}
