package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.nettools.agent.analyse.Talks;
import io.nettools.agent.handover.DoneFile;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command in a process of its own. */
class AnalyseProcessTest {
    private static final Order ORDER = AnOrder.of(new TargetPod("uid", "", List.of("c"), List.of()))
            .on("lo")
            .keepingOfEachPacket(512)
            .attachingWithinMillis(1000)
            .order();

    @TempDir
    Path folder;

    @Test
    void analyseShowsTheSameAsTheTracePodsReader() throws Exception {
        try (TestTracePod pod = new TestTracePod(folder)) {
            Path capture = pod.captureLayout().capture();
            Files.write(
                    capture,
                    new Talks().asksTimes(3).asks(40_000, "/missing", 404).bytes());
            CaptureReport captured = new CaptureReport(
                    new CaptureReport.Ended(CaptureReport.Stop.Duration, "", 1, 2),
                    new CaptureReport.Counts(20, 20, 0, Files.size(capture), 0),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    List.of());
            new DoneFile(pod.captureLayout().done()).write(captured);
            Report report = pod.report(pod.read(ORDER));
            JsonNode said = new JsonMapper().readTree(analyse(0, "-o", "json", "--packets", "5", capture.toString()));

            assertEquals(report.extent().packets(), said.at("/capture/captured").asLong());
            assertEquals(report.flows().count(), said.path("flowCount").asLong());
            assertEquals(
                    report.flows().first().stream()
                            .map(flow -> flow.ends().client())
                            .toList(),
                    texts(said.path("flows"), "client"));
            assertEquals(
                    report.flows().first().stream().map(Flow::toServer).toList(),
                    StreamSupport.stream(said.path("flows").spliterator(), false)
                            .map(flow -> new Flow.Volume(
                                    flow.path("packetsToServer").asLong(),
                                    flow.path("bytesToServer").asLong()))
                            .toList());
            assertEquals(
                    report.protocols().http().first().stream()
                            .map(HttpExchange::path)
                            .toList(),
                    texts(said.path("http"), "path"));
            assertEquals(report.excerpt(), texts(said.path("packets"), ""));
        }
    }

    @Test
    void anUnreadableFileExitsWithOneAndAWrongOptionWithTwo() throws Exception {
        assertTrue(analyse(1, folder.toString()).contains("Is a directory"));
        assertTrue(analyse(2, "--nonsense").contains("--nonsense"));
        assertTrue(analyse(0, "--help").startsWith("Usage: "));
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(one -> field.isEmpty() ? one.asText() : one.path(field).asText())
                .toList();
    }

    private static String analyse(int exit, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "analyse"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(exit, process.waitFor(), said);
        return said;
    }
}
