package io.nettools.planner.trace;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * A trace pod as the informer shows it.
 *
 * @param capture report of the capture container
 * @param report of the analyser container
 */
public record TracePod(
        String name,
        String uid,
        Traced traced,
        Instant created,
        boolean deleting,
        State state,
        Told told,
        Optional<CaptureReport> capture,
        Optional<Report> report) {

    /**
     * The pod that it traces.
     *
     * @param hash of a static pod's manifest, else empty
     */
    public record Traced(String uid, String hash) {
        /** Whether a cgroup of the pod has this name. */
        public boolean isNamed(String name) {
            return !name.isEmpty() && (name.equals(uid) || name.equals(hash));
        }
    }

    /**
     * The pod's state, as the kubelet reports it.
     *
     * @param started when its capture container was started, by the node's clock in whole seconds; empty while it does
     *     not run
     * @param readySince when it became Ready, which is when tcpdump began to capture; empty while it is not Ready
     * @param ended whether all its containers have ended, or will never run
     * @param trouble problem that the kubelet or the scheduler reports
     */
    public record State(
            Optional<Instant> started, Optional<Instant> readySince, boolean ended, Optional<Trouble> trouble) {
        public static final State PENDING = new State(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** The pod's instructions in its annotations: to stop, and the window for its report. */
    public record Told(boolean stop, Optional<Window> window) {
        public static final Told NOTHING = new Told(false, Optional.empty());
    }

    /**
     * The reason why a pod does not run.
     *
     * @param reason the kubelet's word, e.g. ErrImagePull, Evicted
     */
    public record Trouble(String reason, String message) {}
}
