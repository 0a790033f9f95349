package io.nettools.agent;

import io.nettools.agent.handover.Json;
import io.nettools.agent.result.TerminationMessage;
import io.nettools.agent.target.CannotCapture;
import io.nettools.agent.target.Interfaces;
import io.nettools.agent.target.TargetSearch;
import io.nettools.analyser.Analyser;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Loads and runs what both containers need at their start, so that an ahead-of-time cache recorded here makes them start fast. */
final class Training {
    private static final String ORDER =
            """
            {"target": {"uid": "no-such-uid", "containerIds": ["no-such-id"], "podIps": ["10.0.0.1"]}, "networkInterface": "any",
             "filter": "", "snapLength": 512, "maxPackets": 1, "maxBytes": 1, "durationMillis": 1, "startMillis": 1, "excerpt": 20}
            """;

    private static final String INTERFACES =
            """
            [{"ifindex": 1, "ifname": "lo", "addr_info": [{"local": "127.0.0.1", "prefixlen": 8}]}]
            """;

    /** A capture with one packet: a SYN from 127.0.0.1:1000 to 127.0.0.1:80 on an Ethernet-like loopback. */
    private static final byte[] CAPTURE = HexFormat.of()
            .parseHex("d4c3b2a1020004000000000000000000" + "0002000001000000"
                    + "01000000010000003600000036000000"
                    + "0000000000000000000000000800"
                    + "4500002800010000400600007f0000017f000001"
                    + "03e80050000000010000000050020200" + "00000000");

    private Training() {}

    static void run() {
        try {
            Order order = Json.MAPPER.readValue(ORDER, Order.class);
            CaptureReport captured = capture(order);
            Analyser analyser = new Analyser(order.excerpt(), Map.of(1, "lo"));
            analyser.accept(ByteBuffer.wrap(CAPTURE));
            analyser.expectConntrack();
            Json.MAPPER.readValue(TerminationMessage.of(captured), CaptureReport.class);
            TerminationMessage.of(analyser.report());
        } catch (IOException reason) {
            throw new UncheckedIOException(reason);
        }
    }

    private static CaptureReport capture(Order order) throws IOException {
        String message = "";
        try {
            new TargetSearch(Path.of("/proc"), order).enter().close();
        } catch (CannotCapture expected) {
            message = expected.getMessage();
        }
        Process process = new ProcessBuilder("nsenter", "--version").start();
        message += new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        List<String> notes = Interfaces.parse(INTERFACES).notes(order.target().podIps());
        return new CaptureReport(
                CaptureReport.Stop.TargetNotFound,
                message,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Interfaces.parse(INTERFACES).bounded(),
                notes);
    }
}
