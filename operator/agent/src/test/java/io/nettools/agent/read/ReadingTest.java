package io.nettools.agent.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.agent.AnOrder;
import io.nettools.agent.handover.DoneFile;
import io.nettools.agent.handover.Layout;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views.Point;
import io.nettools.analyser.report.Views.Where;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A capture that has ended while most of it is unread, as on a busy node. */
class ReadingTest {
    private static final Path CAPTURE = Path.of("../analyser/src/test/resources/captures/loopback-http.pcap");
    private static final int FILE_HEADER = 24;
    private static final int TIMES = 500;

    @TempDir
    Path folder;

    private Layout layout;
    private long packets;

    @BeforeEach
    void aLongCapture() throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        layout = new Layout(folder, work, folder.resolve("annotations"), folder.resolve("log"), folder);
        byte[] once = Files.readAllBytes(CAPTURE);
        byte[] records = Arrays.copyOfRange(once, FILE_HEADER, once.length);
        try (OutputStream file = Files.newOutputStream(layout.capture())) {
            file.write(once, 0, FILE_HEADER);
            for (int time = 0; time < TIMES; time++) {
                file.write(records);
            }
        }
        Files.copy(layout.capture(), layout.point(1));
        new DoneFile(layout.done()).write(captured());
        packets = read(Duration.ofMinutes(1)).extent().packets();
    }

    @Test
    void withTimeTheWholeCaptureIsReadAndCompared() throws IOException {
        Report report = read(Duration.ofMinutes(1));
        assertEquals(0, packets % TIMES);
        assertTrue(report.notes().stream().noneMatch(note -> note.contains("CPU time")), report.notes()::toString);
        assertTrue(report.views().isPresent());
    }

    @Test
    void withoutTimeTheFirstPartIsReadAndNoted() throws IOException {
        Report report = read(Duration.ZERO);
        assertTrue(
                report.extent().packets() > 0 && report.extent().packets() < packets,
                () -> report.extent().packets() + " of " + packets);
        assertTrue(
                report.notes().toString().contains("too little CPU time left to read the whole capture"),
                report.notes()::toString);
        assertTrue(report.views().isEmpty(), "a part of one point says nothing about another one");
    }

    private Report read(Duration finish) throws IOException {
        return new Reading(order(), layout, () -> false, finish).run();
    }

    private static Order order() {
        TargetPod pod = new TargetPod("uid", "", List.of(), List.of("127.0.0.1"));
        return AnOrder.of(pod)
                .on("lo")
                .keepingOfEachPacket(512)
                .ofAtMostPackets(1_000_000)
                .ofAtMostBytes(1 << 30)
                .showing(0)
                .attachingWithinMillis(1000)
                .with(Extra.NodeViews)
                .order();
    }

    private static CaptureReport captured() {
        CaptureReport report = new CaptureReport(
                new CaptureReport.Ended(Stop.Duration, "", 0, 1000),
                CaptureReport.Counts.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
        return report.watching(new CaptureReport.Watched(
                List.of(new Point(Where.Pod, "lo", 1, 0, ""), new Point(Where.Node, "veth7", 1, 0, "")),
                Optional.empty(),
                Optional.empty()));
    }
}
