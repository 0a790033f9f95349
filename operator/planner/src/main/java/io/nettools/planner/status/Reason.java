package io.nettools.planner.status;

import io.nettools.planner.status.Phase.Kind;
import java.util.stream.Stream;

/** The closed list of reasons. Log, event, target and condition say the same word. docs/reference/reasons.md describes each. */
public enum Reason {
    Pending(Kind.Waiting),
    Queued(Kind.Waiting),
    LookupForbidden(Kind.Waiting),
    Starting(Kind.Waiting),
    Capturing(Kind.Capturing),

    Completed(Kind.Succeeded),
    PacketLimitReached(Kind.Succeeded),
    SizeLimitReached(Kind.Succeeded),
    Stopped(Kind.Succeeded),

    SpecInvalid(Kind.Refused),
    FilterInvalid(Kind.Refused),
    PayloadNotAllowed(Kind.Refused),
    ViewsNotAllowed(Kind.Refused),
    NodeProbesNotAllowed(Kind.Refused),
    TopologyNotAllowed(Kind.Refused),
    TargetNotFound(Kind.Refused),
    TargetNotRunning(Kind.Refused),
    TargetHostNetwork(Kind.Refused),
    TargetUnsupported(Kind.Refused),

    InterfaceNotFound(Kind.Failed),
    TargetGone(Kind.Failed),
    InterfaceGone(Kind.Failed),
    DiskFull(Kind.Failed),
    PodRejected(Kind.Failed),
    ImagePullFailed(Kind.Failed),
    StartDeadlineExceeded(Kind.Failed),
    DeadlineExceeded(Kind.Failed),
    PodLost(Kind.Failed),
    Evicted(Kind.Failed),
    CaptureFailed(Kind.Failed),
    AnalyserFailed(Kind.Failed),
    PartlyFailed(Kind.Failed),

    /** A defect of the operator; what Kubernetes says of its own (metav1.StatusReasonInternalError). */
    InternalError(Kind.Failed),

    /** A newer operator's word. It counts as ended: what it has done is not done again. */
    Unknown(Kind.Failed);

    private final Kind kind;

    Reason(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The reason with this name; Unknown for any other word. */
    public static Reason named(String word) {
        return Stream.of(values())
                .filter(reason -> reason.name().equals(word))
                .findFirst()
                .orElse(Unknown);
    }

    /** Whether nothing can follow. */
    public boolean terminal() {
        return kind.terminal();
    }
}
