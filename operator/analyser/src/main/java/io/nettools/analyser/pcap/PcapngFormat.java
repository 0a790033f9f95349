package io.nettools.analyser.pcap;

import io.nettools.analyser.packet.LinkType;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Stage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pcapng format (draft-ietf-opsawg-pcapng): blocks, in sections that each have a byte order and a list of
 * interfaces.
 *
 * <pre>
 * block            0 type | 4 total length | 8 body | total length again
 * section header   8 byte-order magic | 12 version | 16 section length | 24 options
 * enhanced packet  8 interface | 12 time, high half | 16 time, low half | 20 bytes captured | 24 bytes on the wire
 *                  28 packet, options
 * packet           8 interface (2) | 10 drops (2) | then as the enhanced one (obsolete)
 * simple packet    8 bytes on the wire | 12 packet
 * </pre>
 */
final class PcapngFormat implements Format {
    private static final int SECTION_HEADER = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OLD_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int SHORTEST_SECTION_HEADER = 28;
    private static final int BLOCK_HEADER = 8;
    private static final int TRAILER = 4;
    private static final int DATA = 28;
    private static final int SIMPLE_DATA = 12;

    private final Stage next;
    private final Packet packet = new Packet();
    private final UnreadLinks unread = new UnreadLinks();
    private final Interfaces interfaces = new Interfaces();
    private boolean begun;
    private boolean bigEndian;
    private long unknownInterface;
    private long tooLong;
    private Optional<String> stopped = Optional.empty();

    PcapngFormat(Stage next) {
        this.next = next;
    }

    /** Whether a file that begins with {@code array} is of this format. */
    static boolean begins(byte[] array) {
        return Words.word(array, 0, true) == SECTION_HEADER;
    }

    @Override
    public long read(byte[] window, int from, int to, long offset) {
        if (to - from < BLOCK_HEADER + 4) {
            return INCOMPLETE;
        }
        boolean section = Words.word(window, from, true) == SECTION_HEADER;
        if (section && !orderOf(window, from + BLOCK_HEADER, offset)) {
            return INCOMPLETE;
        }
        int type = word(window, from);
        int length = word(window, from + 4);
        if (length < (section ? SHORTEST_SECTION_HEADER : BLOCK_HEADER + TRAILER) || length % 4 != 0) {
            stop("a block of " + Integer.toUnsignedString(length) + " bytes", offset);
            return INCOMPLETE;
        }
        if (length > LONGEST_RECORD || !isRead(type)) {
            tooLong += isRead(type) ? 1 : 0;
            return length;
        }
        if (to - from < length) {
            return INCOMPLETE;
        }
        if (word(window, from + length - TRAILER) != length) {
            stop("a block whose two lengths differ", offset);
            return INCOMPLETE;
        }
        readBlock(type, window, from, length, offset);
        return length;
    }

    private boolean orderOf(byte[] window, int at, long offset) {
        boolean big = Words.word(window, at, true) == BYTE_ORDER_MAGIC;
        if (!big && Words.word(window, at, false) != BYTE_ORDER_MAGIC) {
            stop("a section without byte order", offset);
            return false;
        }
        bigEndian = big;
        return true;
    }

    private static boolean isRead(int type) {
        return switch (type) {
            case SECTION_HEADER, INTERFACE, OLD_PACKET, SIMPLE_PACKET, ENHANCED_PACKET -> true;
            default -> false;
        };
    }

    private void readBlock(int type, byte[] window, int from, int length, long offset) {
        switch (type) {
            case SECTION_HEADER -> {
                begun = true;
                interfaces.clear();
            }
            case INTERFACE -> addInterface(window, from, length);
            case SIMPLE_PACKET -> readSimple(window, from, length);
            case OLD_PACKET -> readPacket(window, from, length, half(window, from + 8), offset);
            default -> readPacket(window, from, length, word(window, from + 8), offset);
        }
    }

    private void addInterface(byte[] window, int from, int length) {
        if (length >= InterfaceDescription.OPTIONS + TRAILER) {
            InterfaceDescription description =
                    InterfaceDescription.of(window, from, from + length - TRAILER, bigEndian);
            interfaces.add(description);
            unread.add(description.link(), description.linkNumber());
        }
    }

    private void readPacket(byte[] window, int from, int length, int number, long offset) {
        int captured = length < DATA + TRAILER ? -1 : word(window, from + 20);
        if (captured < 0 || captured > Math.min(LONGEST_PACKET, length - DATA - TRAILER)) {
            stop("a packet of " + Integer.toUnsignedString(captured) + " bytes in a block of " + length, offset);
            return;
        }
        if (!interfaces.has(number)) {
            unknownInterface++;
            return;
        }
        long ticks = (long) word(window, from + 12) << 32 | (word(window, from + 16) & 0xffff_ffffL);
        long micros = interfaces.of(number).micros(ticks);
        handOn(number, window, from + DATA, captured, word(window, from + 24), micros);
    }

    /**
     * Reads a simple packet. It has no time, so it gets time 0, as in libpcap. It has no interface, so it belongs to
     * the first one.
     */
    private void readSimple(byte[] window, int from, int length) {
        if (length < SIMPLE_DATA + TRAILER || !interfaces.has(0)) {
            unknownInterface++;
            return;
        }
        int wireLength = word(window, from + 8);
        int there = Math.min(LONGEST_PACKET, length - SIMPLE_DATA - TRAILER);
        int captured = wireLength < 0 ? there : Math.min(there, wireLength);
        handOn(
                0,
                window,
                from + SIMPLE_DATA,
                captured,
                wireLength,
                interfaces.of(0).micros(0));
    }

    private void handOn(int number, byte[] window, int at, int captured, int wireLength, long micros) {
        InterfaceDescription description = interfaces.of(number);
        LinkType link = description.link();
        int looked = Math.min(captured, description.snapLength());
        packet.interfaceNumber(number);
        packet.read(link, window, at, looked, Math.max(0, wireLength), micros);
        next.accept(packet);
    }

    private int word(byte[] window, int at) {
        return Words.word(window, at, bigEndian);
    }

    private int half(byte[] window, int at) {
        return Words.half(window, at, bigEndian);
    }

    private void stop(String what, long offset) {
        stopped = Optional.of(
                "The capture file is damaged: " + what + " at byte " + offset + "; what follows was not read.");
    }

    @Override
    public boolean begun() {
        return begun;
    }

    @Override
    public Optional<String> stopped() {
        return stopped;
    }

    @Override
    public List<String> notes() {
        String unknown =
                unknownInterface + " packets name an interface that the file does not describe; they were not read.";
        String large = tooLong + " blocks of the capture file are longer than any packet; they were not read.";
        return Stream.of(
                        unread.notes().stream(),
                        unknownInterface > 0 ? Stream.of(unknown) : Stream.<String>empty(),
                        tooLong > 0 ? Stream.of(large) : Stream.<String>empty())
                .flatMap(notes -> notes)
                .toList();
    }
}
