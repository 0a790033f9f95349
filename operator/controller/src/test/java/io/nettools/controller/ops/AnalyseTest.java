package io.nettools.controller.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.agent.analyse.Analyse;
import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.planner.answer.Answer;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.way.Way;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code nettrace analyse -o json} prints, field by field, the same as the API shows for a trace of these packets. */
class AnalyseTest {
    private static final Path CAPTURES = Path.of("..", "analyser", "src", "test", "resources", "captures");

    @ParameterizedTest
    @ValueSource(strings = {"loopback-http.pcap", "resets.pcap", "udp-icmp.pcap", "loopback-ipv6.pcap"})
    void analysePrintsTheFieldsOfTheStatus(String name) throws IOException {
        Path capture = CAPTURES.resolve(name);
        JsonNode status = status(capture);
        ObjectNode said = said(capture);
        assertEquals(capture.toString(), said.remove("file").asText());
        JsonNode counters = said.remove("capture");
        assertEquals(status.at("/capture/captured"), counters.path("captured"));
        assertEquals(status.at("/capture/bytes"), counters.path("bytes"));
        ObjectNode packets = ((ObjectNode) status)
                .remove(List.of("pod", "uid", "node", "podIPs", "reason", "message", "interface", "capture"));
        assertEquals(packets.toPrettyString(), said.toPrettyString());
    }

    private static JsonNode status(Path capture) throws IOException {
        Analyser analyser = new Analyser(3, Map.of());
        analyser.accept(ByteBuffer.wrap(Files.readAllBytes(capture)));
        Report report = analyser.report();
        CaptureReport counted = new CaptureReport(
                new CaptureReport.Ended(CaptureReport.Stop.Duration, "", 1, 2),
                new CaptureReport.Counts(report.extent().packets(), 0, 0, Files.size(capture), 0),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
        TargetStatus target = TargetStatus.recorded("web", "uid", "node-1", List.of(), "eth0");
        return Json.mapper()
                .readTree(Json.mapper()
                        .writeValueAsBytes(
                                Answer.of(new Answer.Said(target, counted, report), List.of(), Way.Filter.OfUser)));
    }

    private static ObjectNode said(Path capture) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Analyse(InputStream.nullInputStream(), new PrintStream(out), System.err, false)
                .run(List.of(capture.toString(), "-ojson", "--packets", "3"));
        return (ObjectNode) Json.mapper().readTree(out.toByteArray());
    }
}
