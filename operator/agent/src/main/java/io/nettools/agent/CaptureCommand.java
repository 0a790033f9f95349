package io.nettools.agent;

import io.nettools.agent.capture.Capture;
import io.nettools.agent.handover.AliveLock;
import io.nettools.agent.handover.DoneFile;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Log;
import io.nettools.agent.handover.OrderReader;
import io.nettools.agent.handover.Termination;
import io.nettools.agent.result.TerminationMessage;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The capture container. It writes a report in any case: first for the reader, then for the kubelet. */
final class CaptureCommand {
    private final Layout layout;
    private final Termination termination;
    private final InstantSource clock = InstantSource.system();

    CaptureCommand(Layout layout, Termination termination) {
        this.layout = layout;
        this.termination = termination;
    }

    int run(String order) {
        DoneFile done = new DoneFile(layout.done());
        try {
            done.reserve();
            try (var _ = AliveLock.hold(layout.alive())) {
                return finish(done, capture(order));
            }
        } catch (IOException reason) {
            return finish(done, failed("the volume for the capture cannot be used: " + reason.getMessage()));
        }
    }

    private CaptureReport capture(String json) {
        try {
            Order order = OrderReader.read(json);
            return new Capture(order, layout, termination, clock).run();
        } catch (IOException reason) {
            Log.decision("capture", "order-unreadable", "message=" + reason.getMessage());
            return failed(
                    "the order cannot be read: the operator and the image of the trace pods have different versions");
        } catch (RuntimeException reason) {
            Log.decision("capture", "failed", "message=" + reason);
            return failed(
                    "the order cannot be carried out (" + reason.getClass().getSimpleName() + ")");
        }
    }

    private int finish(DoneFile done, CaptureReport report) {
        try {
            done.write(report);
        } catch (IOException reason) {
            Log.decision("capture", "report-not-shared", "message=" + reason.getMessage());
        }
        try {
            TerminationMessage.write(layout.terminationLog(), TerminationMessage.of(report));
        } catch (IOException reason) {
            Log.decision("capture", "report-not-written", "message=" + reason.getMessage());
            return 1;
        }
        Log.decision(
                "capture",
                report.ended().stop().name(),
                "packets=" + report.counts().captured() + " message="
                        + report.ended().message());
        return report.ended().stop().failed() ? 1 : 0;
    }

    private CaptureReport failed(String message) {
        return new CaptureReport(
                new CaptureReport.Ended(Stop.AttachFailed, message, 0, clock.millis()),
                CaptureReport.Counts.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }
}
