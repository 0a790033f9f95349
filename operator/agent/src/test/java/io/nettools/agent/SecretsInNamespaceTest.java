package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** T8: real packets carry secrets of all kinds, and no secret may leave the trace pod. Needs root. */
class SecretsInNamespaceTest {
    private static final Path KINDS =
            Path.of("src/test/resources/secrets/kinds.py").toAbsolutePath();
    private static final int MANY = 5_000;

    @TempDir
    Path folder;

    private TestTracePod pod;
    private TestTarget target;

    @BeforeEach
    void start() throws Exception {
        assertEquals("0", Command.run("id", "-u").strip(), "network namespaces can only be made and entered as root");
        pod = new TestTracePod(folder);
        target = new TestTarget(pod.captureLayout().hostProc());
    }

    @AfterEach
    void end() throws Exception {
        pod.close();
        target.remove();
    }

    @Test
    void noPlantedSecretLeavesTheTracePod() throws Exception {
        Order order = AnOrder.of(target.pod())
                .on("lo")
                .keepingOfEachPacket(512)
                .ofAtMostPackets(MANY)
                .ofAtMostBytes(1 << 22)
                .showing(20)
                .lastingMillis(60_000)
                .order();
        Process reading = pod.read(order);
        Process capturing = pod.capture(order);
        pod.awaitAttached();
        target.run("python3", KINDS.toString(), "talk", "0", "1000");
        pod.requestStop();

        CaptureReport captured = pod.captured(capturing, 0);
        Report report = pod.report(reading);
        assertEquals(List.of(), found(said()), "in the logs of the containers");
        assertEquals(List.of(), found(report.toString()), "in what the operator is told");
        assertFalse(report.protocols().http().first().isEmpty(), report::toString);
        assertEquals("/a%3F...", report.protocols().http().first().getFirst().path());

        String all = everything();
        assertEquals(List.of(), found(all), "in a whole report");
        assertTrue(all.contains("/hooks/..."), all);
        assertTrue(all.contains("HTTP: \"GET /password/reset/... HTTP/1.1\""), all);
        assertTrue(all.contains("HTTP: \"HTTP/1.1 500 No ...\""), all);
        assertTrue(captured.counts().captured() > 500, captured::toString);
    }

    /** The search finds a secret in each of its encodings. */
    @Test
    void theSearchFindsEncodedSecrets() throws Exception {
        assertEquals(List.of("password reset"), found("x 97bc46"));
        assertEquals(List.of("escaped query"), found("a%59w4aCQ9%67fZ6y1T9"));
        assertEquals(List.of("overlong query"), found("dXNlcjo5MzgyREZGWDFLdnpxMlRRbU5tQ2xyS2I="));
    }

    /** The report with all exchanges and a line for each packet. */
    private String everything() throws IOException {
        Analyser analyser = new Analyser(MANY, Map.of(), MANY, Paths.Shown);
        analyser.accept(ByteBuffer.wrap(Files.readAllBytes(pod.captureLayout().capture())));
        return analyser.report().toString();
    }

    private String said() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> texts = files.filter(Files::isRegularFile)
                    .filter(file -> !file.equals(pod.captureLayout().capture()))
                    .filter(file -> !file.startsWith(pod.captureLayout().hostProc()))
                    .toList();
            return texts.stream().map(SecretsInNamespaceTest::text).collect(Collectors.joining("\n"));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> found(String text) throws Exception {
        Process search = new ProcessBuilder("python3", KINDS.toString(), "find").start();
        search.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        search.getOutputStream().close();
        String kinds = new String(search.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, search.waitFor());
        return kinds.lines().filter(line -> !line.isEmpty()).toList();
    }
}
