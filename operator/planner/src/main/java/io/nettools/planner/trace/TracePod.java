package io.nettools.planner.trace;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * A trace pod as the informer shows it.
 *
 * @param capture what the capture container said
 * @param report what the analyser container said
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
     * @param hash of its manifest when it is a static one, else empty
     */
    public record Traced(String uid, String hash) {
        /** Whether this is how a cgroup of it is named. */
        public boolean isNamed(String name) {
            return !name.isEmpty() && (name.equals(uid) || name.equals(hash));
        }
    }

    /**
     * What the kubelet says of it.
     *
     * @param started when its capture container was started, by the node's clock in whole seconds; empty while it does not run
     * @param readySince when it became Ready, which is when tcpdump listened; empty while it is not Ready
     * @param ended all its containers have ended, or will never run
     * @param trouble what the kubelet or the scheduler says is wrong
     */
    public record State(
            Optional<Instant> started, Optional<Instant> readySince, boolean ended, Optional<Trouble> trouble) {
        public static final State PENDING = new State(Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    /** The annotations that tell it to stop, and of which time it is to speak. */
    public record Told(boolean stop, Optional<Window> window) {
        public static final Told NOTHING = new Told(false, Optional.empty());
    }

    /**
     * Why a pod does not run.
     *
     * @param reason the kubelet's word, e.g. ErrImagePull, Evicted
     */
    public record Trouble(String reason, String message) {}
}
