package io.nettools.analyser.finding;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.report.NodeConntrack;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder with a capture and what should be said of it: {@code capture.pcap}; {@code make}, which makes it again; {@code expected.yaml}; and
 * where it matters {@code traced.yaml} (what the capture container says) and {@code conntrack.txt} (what conntrack prints).
 */
record Scenario(Path folder) {
    private static final Path ALL = Path.of("src/test/resources/scenarios");
    private static final Set<String> FILES =
            Set.of("capture.pcap", "make", "expected.yaml", "traced.yaml", "conntrack.txt");

    static List<Scenario> all() throws IOException {
        try (Stream<Path> folders = Files.list(ALL)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(Scenario::new)
                    .toList();
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** Whether nothing of it is an Error or a Warning, and it has packets. */
    boolean healthy() {
        return !unread()
                && expectedCodes().stream().allMatch(code -> Code.valueOf(code).severity() == Severity.Info);
    }

    /** Whether it is about a capture without a packet. */
    boolean unread() {
        return !Files.exists(folder.resolve("capture.pcap"));
    }

    byte[] capture() throws IOException {
        return Files.readAllBytes(folder.resolve("capture.pcap"));
    }

    Report report() throws IOException {
        return report(unread() ? new byte[0] : capture());
    }

    /** @param capture instead of its own */
    Report report(byte[] capture) throws IOException {
        Analyser analyser = new Analyser(0, Map.of());
        analyser.accept(ByteBuffer.wrap(capture));
        if (Files.exists(folder.resolve("conntrack.txt"))) {
            Files.readAllLines(folder.resolve("conntrack.txt")).forEach(analyser::conntrackEvent);
        }
        if (Files.exists(folder.resolve("traced.yaml"))) {
            Map<String, String> traced = yaml("traced.yaml");
            analyser.captured(order(traced), captured(traced));
        }
        return analyser.report();
    }

    private static Order order(Map<String, String> traced) {
        TargetPod pod = new TargetPod("uid", "", List.of(), list(traced.getOrDefault("podIps", "[]")));
        CaptureOptions capture =
                new CaptureOptions(traced.get("interface"), traced.getOrDefault("filter", ""), 96, 1, 1, 0);
        return new Order(pod, capture, 1, 1, Set.of(), Optional.empty(), List.of(), Paths.Shown);
    }

    /** {@code passed: [eth0 12, lo 0]} */
    private static CaptureReport captured(Map<String, String> traced) {
        List<NetworkInterface> interfaces = list(traced.get("passed")).stream()
                .map(one -> one.split(" ", 2))
                .map(one -> new NetworkInterface(1, one[0], 0, "UP", 1500, "", List.of(), Long.parseLong(one[1])))
                .toList();
        long dropped = Long.parseLong(traced.getOrDefault("dropped", "0"));
        return new CaptureReport(
                        new CaptureReport.Ended(Stop.Duration, "", 1, 2),
                        new CaptureReport.Counts(
                                Long.parseLong(traced.getOrDefault("captured", "0")), 0, dropped, 0, 0),
                        nodeConntrack(traced),
                        interfaces,
                        Optional.empty(),
                        List.of())
                .watching(new CaptureReport.Watched(List.of(), Optional.empty(), kernel(traced)));
    }

    /** {@code kernel: [TcpOutSegs 9, TcpExtListenOverflows 2]} */
    private static Optional<KernelCounters> kernel(Map<String, String> traced) {
        Map<String, Long> grown = list(traced.getOrDefault("kernel", "[]")).stream()
                .map(one -> one.split(" ", 2))
                .collect(Collectors.toMap(one -> one[0], one -> Long.valueOf(one[1])));
        return traced.containsKey("kernel") ? Optional.of(Counted.of(grown)) : Optional.empty();
    }

    /** {@code nodeTable: [entries 64, limit 64, insert_failed 2, drop 2, early_drop 0]} */
    private static Optional<NodeConntrack> nodeConntrack(Map<String, String> traced) {
        Map<String, Long> table = list(traced.getOrDefault("nodeTable", "[]")).stream()
                .map(one -> one.split(" ", 2))
                .collect(Collectors.toMap(one -> one[0], one -> Long.valueOf(one[1])));
        return table.isEmpty()
                ? Optional.empty()
                : Optional.of(new NodeConntrack(
                        0,
                        table.get("entries"),
                        table.get("limit"),
                        table.get("insert_failed"),
                        table.get("drop"),
                        table.get("early_drop"),
                        NodeConntrack.UNKNOWN));
    }

    /** Codes in their order; with the severity where that is not the code's own. */
    List<String> told(Report report) {
        return report.findings().stream().map(Scenario::told).toList();
    }

    private static String told(Finding finding) {
        boolean usual = Code.valueOf(finding.code()).severity() == finding.severity();
        return finding.code() + (usual ? "" : " (" + finding.severity() + ")");
    }

    List<String> expected() {
        return list(yaml("expected.yaml").get("findings"));
    }

    Set<String> expectedCodes() {
        return expected().stream().map(one -> one.split(" ", 2)[0]).collect(Collectors.toSet());
    }

    /** Ways to capture less of it that show a fault: what is healthy in the end need not be so before. */
    List<String> faultyWhen() {
        return list(yaml("expected.yaml").getOrDefault("faultyWhen", "[]"));
    }

    Optional<String> summary() {
        return Optional.ofNullable(yaml("expected.yaml").get("summary"));
    }

    Set<String> unknownFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<String> names =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            names.removeAll(FILES);
            return names;
        }
    }

    private Map<String, String> yaml(String file) {
        try {
            return Files.readAllLines(folder.resolve(file)).stream()
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> list(String text) {
        String inside = text.substring(1, text.length() - 1);
        return Arrays.stream(inside.split(", ", -1))
                .filter(one -> !one.isEmpty())
                .toList();
    }

    @Override
    public String toString() {
        return name();
    }
}
