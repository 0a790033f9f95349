package io.nettools.agent.capture;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.KernelCounters;
import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.shape.Listed;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel says of the pod's network namespace besides packets.
 *
 * @param counters what it counted during the capture
 * @param listeners what the pod listens on
 */
record KernelSaid(Optional<KernelCounters> counters, Optional<Listed<Listener>> listeners) {
    static final KernelSaid NOTHING = new KernelSaid(Optional.empty(), Optional.empty());

    CaptureReport.Watched watching(List<Views.Point> points, Optional<Views.Window> window) {
        return new CaptureReport.Watched(points, window, counters, listeners);
    }
}
