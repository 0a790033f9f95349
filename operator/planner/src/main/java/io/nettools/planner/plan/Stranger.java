package io.nettools.planner.plan;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.planner.trace.TracePod;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a trace pod speaks of another pod than the one that was recorded. It has compared the two itself before it entered; this is what holds should it be
 * wrong, or be made to be.
 */
final class Stranger {
    private Stranger() {}

    /** A sentence for the user, without a word about whom; empty when all that it says is of its target, or says nothing. */
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

    /** One that has failed before it entered has nothing to say of anybody. */
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
