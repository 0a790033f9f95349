package io.nettools.analyser.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Records;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is not seen is not claimed: a capture of which something is missing draws nothing that the whole one does not.
 */
class VariantsTest {
    private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");
    private static final Set<String> OWN = Set.of("amqp", "kafka", "ldap", "mongodb", "mysql");

    static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(SCENARIOS, 2)) {
            return files.filter(file -> file.endsWith("capture.pcap")).sorted().toList();
        }
    }

    private static Set<String> causes(byte[] file) {
        return Starts.in(file).stream()
                .map(one -> one.server() + " " + one.first().cause().kind() + " "
                        + one.first().code())
                .collect(Collectors.toSet());
    }

    private static List<byte[]> variants(byte[] file) {
        List<byte[]> packets = Records.of(file);
        int link = Records.link(file);
        List<byte[]> variants = new ArrayList<>();
        for (int snapLength : List.of(64, 96, 128, 256)) {
            variants.add(copy(Capture.cutAt(snapLength, link), packets, at -> true));
        }
        for (int begin = 1; begin <= 20; begin++) {
            int from = begin;
            variants.add(copy(Capture.of(link), packets, at -> at >= from));
            variants.add(copy(Capture.of(link), packets, at -> at < packets.size() - from));
        }
        for (int each = 0; each < 10; each++) {
            int missing = each;
            variants.add(copy(Capture.of(link), packets, at -> at % 10 != missing));
        }
        // from the address that ends in .1 (client) or .2 (server), of IPv4 behind Ethernet
        variants.add(copy(Capture.of(link), packets, at -> packets.get(at).length > 29 && packets.get(at)[29] == 1));
        variants.add(copy(Capture.of(link), packets, at -> packets.get(at).length > 29 && packets.get(at)[29] != 1));
        return variants;
    }

    private static byte[] copy(Capture capture, List<byte[]> packets, IntPredicate kept) {
        IntStream.range(0, packets.size()).filter(kept).forEach(at -> capture.packet(packets.get(at)));
        return capture.bytes();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("captures")
    void nothingIsClaimedThatTheWholeCaptureDoesNotShow(Path capture) throws IOException {
        byte[] file = Files.readAllBytes(capture);
        Set<String> whole = causes(file);
        String name = capture.getParent().getFileName().toString();
        boolean own = OWN.contains(name.replaceAll("-.*", ""));
        assertEquals(own, !whole.isEmpty(), whole::toString);
        for (byte[] variant : variants(file)) {
            assertTrue(whole.containsAll(causes(variant)), () -> causes(variant) + ", not " + whole);
        }
        List<byte[]> packets = Records.of(file);
        Capture twice = Capture.of(Records.link(file));
        packets.forEach(packet -> twice.packet(packet).packet(packet));
        assertEquals(whole, causes(twice.bytes()));
    }
}
