package io.nettools.planner.trace;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views.Window;
import java.time.Instant;
import java.util.Optional;

/**
 * A trace pod as the informer shows it.
 *
 * @param targetUid UID of the pod that it traces
 * @param targetHash hash of that pod's manifest when it is a static one, else empty
 * @param started when its capture container was started, by the node's clock in whole seconds; empty while it does not run
 * @param readySince when it became Ready, which is when tcpdump listened; empty while it is not Ready
 * @param ended all its containers have ended, or will never run
 * @param told it carries the stop annotation
 * @param window the window annotation that it carries
 * @param trouble what the kubelet or the scheduler says is wrong
 * @param capture what the capture container said
 * @param report what the analyser container said
 */
public record TracePod(
        String name,
        String uid,
        String targetUid,
        String targetHash,
        Instant created,
        Optional<Instant> started,
        Optional<Instant> readySince,
        boolean ended,
        boolean deleting,
        boolean told,
        Optional<Window> window,
        Optional<Trouble> trouble,
        Optional<CaptureReport> capture,
        Optional<Report> report) {

    /** Whether this is how a cgroup of the pod that it traces is named. */
    public boolean traces(String uid) {
        return !uid.isEmpty() && (uid.equals(targetUid) || uid.equals(targetHash));
    }

    /**
     * Why a pod does not run.
     *
     * @param reason the kubelet's word, e.g. ErrImagePull, Evicted
     */
    public record Trouble(String reason, String message) {}
}
