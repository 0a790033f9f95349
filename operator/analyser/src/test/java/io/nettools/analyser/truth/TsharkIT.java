package io.nettools.analyser.truth;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.truth.Comparison.Cell;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The report agrees with tshark on what real programs said to each other, field by field. Where it does not, the scenario says why ours is
 * right; any other difference fails. Needs root, tshark and the programs that {@code resources/truth/lab} names.
 */
@Execution(ExecutionMode.CONCURRENT)
class TsharkIT {
    /** Kept after the test, for whoever looks into a difference. */
    private static final Path CAPTURES = Path.of("target/truth");

    private static final Map<String, Map<String, String>> KEPT_DIFFER = Map.of(
            "dns.pcap",
            Map.of("DNS transactions", "a query that is asked again from another port is the same transaction for us."),
            "vxlan.pcap",
            Map.of(
                    "flow count",
                            "tshark takes port 8472 for OTV, and the ends of a tunnel that carries ARP for a flow.",
                    "flows", "as above",
                    "packets to client", "tshark cannot put fragments together that the snap length cut.",
                    "bytes to client", "as above"),
            "tls-snap.pcap",
            Map.of(
                    "TLS handshakes",
                    "tshark takes the old version field of a hello that was cut for the newest; the extension may have been behind the cut."),
            "loopback-ipv6.pcap",
            Map.of("handshake", "tshark takes the time to the RST for a round trip; there was no handshake."),
            "resets.pcap",
            Map.of(
                    "handshake",
                    "as above; and of nanoseconds we cut each time to µs, tshark's difference is then cut."),
            "udp-icmp.pcap",
            Map.of(
                    "flows",
                            "tshark cannot put fragments together that the snap length cut; ours are with their first one.",
                    "flow count", "as above",
                    "packets to server", "as above",
                    "bytes to server", "as above"));

    @BeforeAll
    static void needsTshark() throws IOException {
        Tshark.required();
        Files.createDirectories(CAPTURES);
    }

    static List<Scenario> scenarios() throws IOException {
        return Scenario.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void agreesWithTsharkOn(Scenario scenario) throws Exception {
        Comparison comparison = compared(scenario.capture(CAPTURES));
        assertAll(
                scenario.name(),
                () -> assertShown(scenario.shows(), comparison),
                () -> assertExplained(comparison, scenario.differs(), scenario.mayDiffer()));
    }

    static List<Made> made() {
        return Made.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("made")
    void agreesWithTsharkOnMadePackets(Made made) throws Exception {
        Path file = CAPTURES.resolve("made-" + made.name().replace(' ', '-') + ".pcap");
        Files.write(file, made.capture().bytes());
        Comparison comparison = compared(file);
        assertShown(List.of(made.shows()), comparison);
        assertExplained(comparison, Map.of(), Map.of());
    }

    static List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/captures"))) {
            return files.filter(file -> file.toString().matches(".*\\.pcap(ng)?"))
                    .sorted()
                    .toList();
        }
    }

    /** Those of the unit tests, so that what they expect is no mistake of ours. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("kept")
    void agreesWithTsharkOnKeptCaptures(Path file) throws Exception {
        String name = file.getFileName().toString();
        assertExplained(compared(file), KEPT_DIFFER.getOrDefault(name, Map.of()), Map.of());
    }

    private static Comparison compared(Path file) throws IOException {
        Analyser analyser = new Analyser(0, Map.of());
        analyser.accept(ByteBuffer.wrap(Files.readAllBytes(file)));
        Report report = analyser.report();
        return new Comparison(report, Dissection.of(file));
    }

    private static void assertShown(List<String> fields, Comparison comparison) {
        for (String field : fields) {
            assertTrue(
                    comparison.cells().stream().anyMatch(cell -> cell.field().equals(field) && cell.shows()),
                    () -> "tshark saw nothing of what this is to show: " + field);
        }
    }

    private static void assertExplained(
            Comparison comparison, Map<String, String> differs, Map<String, String> mayDiffer) {
        Set<String> differing = comparison.cells().stream()
                .filter(cell -> !cell.agrees())
                .map(Cell::field)
                .collect(Collectors.toSet());
        Set<String> explained = Stream.of(differs, mayDiffer)
                .flatMap(one -> one.keySet().stream())
                .collect(Collectors.toSet());
        assertTrue(explained.containsAll(differing), () -> "\n" + comparison.differences());
        assertTrue(differing.containsAll(differs.keySet()), () -> "listed as different, and the same: " + differs);
    }
}
