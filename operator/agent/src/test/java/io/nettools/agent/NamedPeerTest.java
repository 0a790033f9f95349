package io.nettools.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.agent.analyse.Talks;
import io.nettools.agent.handover.DoneFile;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.ProbeReport;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A trace pod at the other end compares packets to the target, and packets to the address that its own request got for
 * a name.
 */
class NamedPeerTest {
    private static final long BEGAN = 1_763_433_148_000L;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"10.0.0.2, 1", "10.0.0.3, 0", "'', 0"})
    void theAddressBehindTheNameCountsAsAnOtherEnd(String found, long conversations) throws Exception {
        assertEquals(conversations, seen(List.of("10.0.0.9"), found).passageCount());
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.3, 1", "'', 1"})
    void atTheTargetAnyAddressCountsAsAnOtherEnd(String found, long conversations) throws Exception {
        assertEquals(conversations, seen(List.of(), found).passageCount());
    }

    /** The views of one connection to 10.0.0.2. */
    private Views seen(List<String> others, String found) throws IOException, InterruptedException {
        Order order = AnOrder.of(new TargetPod("uid", "", List.of("c"), List.of("10.0.0.1")))
                .keepingOfEachPacket(512)
                .showing(0)
                .attachingWithinMillis(1000)
                .with(Extra.NodeViews)
                .comparing(others)
                .order();
        try (TestTracePod pod = new TestTracePod(folder)) {
            Path capture = pod.captureLayout().capture();
            Files.write(capture, new Talks().asks(40_000, "/", 200).bytes());
            new DoneFile(pod.captureLayout().done()).write(captured(Files.size(capture), found));
            Report report = pod.report(pod.read(order));
            return report.views().orElseThrow();
        }
    }

    private static CaptureReport captured(long bytes, String found) {
        Attempt attempt = Attempt.failed(Outcome.TimedOut, "").afterName(100, found);
        ProbeReport probe = new ProbeReport(Probe.From.Pod, "TCP shop:80", 1, 0, List.of(attempt));
        return new CaptureReport(
                        new CaptureReport.Ended(CaptureReport.Stop.Duration, "", BEGAN, BEGAN + 1000),
                        new CaptureReport.Counts(5, 5, 0, bytes, 0),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of())
                .watching(new CaptureReport.Watched(
                        List.of(new Views.Point(Views.Where.Pod, "any", 5, 0, "")),
                        Optional.of(new Views.Window(BEGAN - 1000, BEGAN + 1000)),
                        Optional.empty()))
                .probed(Optional.of(probe));
    }
}
