package io.nettools.analyser.finding;

import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.pcap.CaptureReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What another way to capture the same traffic would have written: less of it, or packets twice. */
final class Variant {
    private static final int FILE_HEADER = 24;
    private static final int RECORD_HEADER = 16;

    /** Time between a packet and its copy at a mirror port, µs. */
    private static final int COPIED_AFTER = 4;

    private final String name;
    private final byte[] capture;

    private Variant(String name, byte[] capture) {
        this.name = name;
        this.capture = capture;
    }

    /** What was done. */
    String name() {
        return name;
    }

    /** The pcap file. */
    byte[] capture() {
        return capture.clone();
    }

    /** What a filter can know of a packet; in the order of the capture. */
    private record Known(boolean fromLower, int sourcePort, int destinationPort, boolean tcp, int flags) {
        static Known of(Packet packet) {
            boolean fromLower = packet.datagram().version() != 0 && new TwoEnds().readLowerFirst(packet);
            Segment segment = packet.segment();
            int flags = segment.present() ? flags(segment) : 0;
            return new Known(fromLower, packet.sourcePort(), packet.destinationPort(), segment.present(), flags);
        }

        private static int flags(Segment segment) {
            return IntStream.of(Segment.SYN, Segment.FIN, Segment.RST)
                    .filter(segment::has)
                    .sum();
        }

        /** The end with the lower port is taken for the server. */
        boolean toServer() {
            return destinationPort < sourcePort || (destinationPort == sourcePort && fromLower);
        }
    }

    /** All variants of a pcap file. */
    static List<Variant> of(byte[] file) {
        List<byte[]> records = records(file);
        List<Known> known = known(file);
        int count = records.size();
        Stream<Variant> kept = Stream.of(
                kept("packets to the server only", file, (at, one) -> one.toServer()),
                kept("packets of the server only", file, (at, one) -> !one.toServer()),
                kept("every tenth packet missing", file, (at, one) -> at % 10 != 9),
                kept("every tenth packet missing, from the third on", file, (at, one) -> at % 10 != 2),
                kept("begins at a third", file, (at, one) -> at >= count / 3),
                kept("begins with the second packet", file, (at, one) -> at >= 1),
                kept("begins with the fourth packet", file, (at, one) -> at >= 3),
                kept("ends at two thirds", file, (at, one) -> at < count * 2 / 3),
                kept("ends before the last packet", file, (at, one) -> at < count - 1),
                kept("filter: SYN", file, (at, one) -> one.tcp() && (one.flags() & Segment.SYN) != 0),
                kept("filter: SYN, FIN, RST", file, (at, one) -> one.tcp() && one.flags() != 0),
                kept(
                        "filter: dst port of the first",
                        file,
                        (at, one) -> one.destinationPort() == known.getFirst().destinationPort()),
                kept(
                        "filter: src port of the first",
                        file,
                        (at, one) -> one.sourcePort() == known.getFirst().sourcePort()));
        Stream<Variant> cut = IntStream.of(64, 96, 128, 256).mapToObj(length -> cut(file, length));
        return Stream.of(kept, cut, Stream.of(twice(file, 1), twice(file, 4)))
                .flatMap(some -> some)
                .toList();
    }

    private static List<Known> known(byte[] file) {
        List<Known> known = new ArrayList<>();
        new CaptureReader(packet -> known.add(Known.of(packet))).accept(ByteBuffer.wrap(file));
        return known;
    }

    private static List<byte[]> records(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int at = FILE_HEADER;
        while (at + RECORD_HEADER <= file.length) {
            int end = at + RECORD_HEADER + buffer.getInt(at + 8);
            records.add(Arrays.copyOfRange(file, at, end));
            at = end;
        }
        return records;
    }

    private static Variant kept(String name, byte[] file, BiPredicate<Integer, Known> wanted) {
        List<byte[]> records = records(file);
        List<Known> known = known(file);
        return new Variant(
                name,
                written(
                        file,
                        IntStream.range(0, records.size())
                                .filter(at -> wanted.test(at, known.get(at)))
                                .mapToObj(records::get)));
    }

    private static Variant cut(byte[] file, int snapLength) {
        return new Variant(
                "snap length " + snapLength,
                written(file, records(file).stream().map(record -> {
                    byte[] cut = Arrays.copyOf(record, Math.min(record.length, RECORD_HEADER + snapLength));
                    ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN).putInt(8, cut.length - RECORD_HEADER);
                    return cut;
                })));
    }

    /** Packets twice, as at two ports of a switch: so many packets, then their copies. */
    private static Variant twice(byte[] file, int together) {
        List<byte[]> records = records(file);
        List<byte[]> all = new ArrayList<>();
        for (int from = 0; from < records.size(); from += together) {
            List<byte[]> some = records.subList(from, Math.min(records.size(), from + together));
            all.addAll(some);
            some.forEach(record -> all.add(later(record)));
        }
        String name = together == 1 ? "every packet twice" : "every packet twice, " + together + " at a time";
        return new Variant(name, written(file, all.stream()));
    }

    private static byte[] later(byte[] record) {
        byte[] copy = record.clone();
        ByteBuffer header = ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(4, Math.min(999_999, header.getInt(4) + COPIED_AFTER));
        return copy;
    }

    private static byte[] written(byte[] file, Stream<byte[]> records) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, FILE_HEADER);
        records.forEach(record -> out.write(record, 0, record.length));
        return out.toByteArray();
    }
}
