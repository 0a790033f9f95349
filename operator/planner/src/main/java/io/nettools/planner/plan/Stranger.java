package io.nettools.planner.plan;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.planner.trace.TracePod;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks that a trace pod reports about the recorded pod. The trace pod compares the two before it enters. This check
 * protects the status if that comparison is wrong or manipulated.
 */
final class Stranger {
    private Stranger() {}

    /**
     * A sentence for the user that does not name the other pod; empty if all reports are about the target, or have
     * nothing.
     */
    static Optional<String> of(TracePod pod) {
        return entered(pod)
                .filter(uid -> !pod.traced().isNamed(uid))
                .findFirst()
                .map(Stranger::sentence);
    }

    private static Stream<String> entered(TracePod pod) {
        return Stream.concat(
                pod.capture().filter(Stranger::captured).map(CaptureReport::enteredUid).stream(),
                pod
                        .report()
                        .filter(Stranger::read)
                        .map(report -> report.extent().enteredUid())
                        .stream());
    }

    /** Whether it entered a pod at all: one that failed before has no report about any pod. */
    private static boolean captured(CaptureReport capture) {
        return !capture.ended().stop().failed() || !capture.enteredUid().isEmpty();
    }

    private static boolean read(Report report) {
        return report.extent().packets() > 0
                || report.conntrack().isPresent()
                || !report.extent().enteredUid().isEmpty();
    }

    private static String sentence(String uid) {
        return uid.isEmpty()
                ? "The trace pod does not report which network namespace it entered, so its result was discarded: its"
                        + " image and the operator have different versions."
                : "The trace pod entered the network namespace of another pod, so its result was discarded; "
                        + "the target is gone, or is no longer where it was recorded.";
    }
}
