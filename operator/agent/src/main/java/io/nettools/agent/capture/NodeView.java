package io.nettools.agent.capture;

import io.nettools.agent.capture.NodePoints.NodePoint;
import io.nettools.agent.handover.Log;
import io.nettools.agent.handover.PlainName;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.analyser.report.Views.Point;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One tcpdump on the node: it captures, or the reason why it does not is known. */
final class NodeView implements AutoCloseable {
    private static final int MAX_MESSAGE = 200;

    private final NodePoint point;
    private final Optional<Running> running;
    private String missing;

    private record Running(Tcpdump tcpdump, CaptureFile file) {}

    private NodeView(NodePoint point, Optional<Running> running, String missing) {
        this.point = point;
        this.running = running;
        this.missing = PlainName.of(missing, MAX_MESSAGE);
    }

    /** A view of a point at which packets cannot be captured. */
    static NodeView none(NodePoint point) {
        return new NodeView(point, Optional.empty(), point.missing());
    }

    static NodeView start(NetworkNamespace node, NodePoint point, Listening listening, CaptureFile file) {
        try {
            return new NodeView(point, Optional.of(new Running(Tcpdump.start(node, listening, file), file)), "");
        } catch (IOException reason) {
            return new NodeView(point, Optional.empty(), "tcpdump cannot be started: " + reason.getMessage());
        }
    }

    /** Waits until tcpdump captures. If it does not in time, the view is missing. */
    void awaitListening(Duration limit) {
        running.filter(one -> !one.tcpdump().listensWithin(limit)).ifPresent(one -> {
            one.tcpdump().awaitEnd(RunningCapture.LAST_WORDS);
            missing = PlainName.of(
                    one.tcpdump().ended() ? one.tcpdump().complaint() : "tcpdump did not start to capture in time",
                    MAX_MESSAGE);
            Log.decision("capture", "no-view", "where=" + point.where() + " message=" + missing);
        });
    }

    /** Time of the last packet in its file, ms since the epoch; empty when no limit was reached. */
    OptionalLong limitMillis() {
        return running.filter(one -> one.tcpdump().limit().isPresent())
                .map(one -> OptionalLong.of(one.file().lastMillis()))
                .orElse(OptionalLong.empty());
    }

    /** Waits for packets that are still in the kernel. */
    void drain(Duration rest) {
        running.ifPresent(one -> one.tcpdump().awaitEnd(rest));
    }

    /** The packets that were captured; complete once the view is closed. */
    Point point() {
        return running.map(one -> new Point(
                        point.where(),
                        point.device(),
                        one.file().packets(),
                        one.tcpdump().messages().droppedByKernel(),
                        missing,
                        point.hides()))
                .orElseGet(() -> new Point(point.where(), point.device(), 0, 0, missing));
    }

    /**
     * Ends tcpdump. If it has ended by itself before, without a limit, the view is incomplete and counts as missing.
     */
    @Override
    public void close() {
        running.ifPresent(one -> {
            if (missing.isEmpty()
                    && one.tcpdump().ended()
                    && one.tcpdump().limit().isEmpty()) {
                missing = PlainName.of("it ended early: " + one.tcpdump().complaint(), MAX_MESSAGE);
            }
            one.tcpdump().close();
            try {
                one.file().close();
            } catch (IOException reason) {
                missing = PlainName.of("its file cannot be closed: " + reason.getMessage(), MAX_MESSAGE);
            }
        });
    }
}
