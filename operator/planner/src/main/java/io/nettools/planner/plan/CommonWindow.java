package io.nettools.planner.plan;

import io.nettools.analyser.report.Views.Window;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.plan.Plan.PodWindow;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.TracePod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time in which tcpdump captured at both ends of a path, so that both ends count over the same time. It begins when
 * all are seen to capture, and ends when the first capture may end. A capture's duration counts from a moment after its
 * container's start, which the kubelet reports in whole seconds, rounded down. So the window lies within each capture,
 * except for differences of the nodes' clocks.
 */
final class CommonWindow {
    private CommonWindow() {}

    /** The pods that do not have the window yet. All get the same one, also after a failed write to one of them. */
    static List<PodWindow> toTell(Observed observed, List<TargetStatus> targets) {
        List<TargetStatus> active =
                targets.stream().filter(target -> !target.reason().terminal()).toList();
        List<TracePod> listening = active.stream()
                .flatMap(target -> observed.podOf(target.uid()).stream())
                .filter(pod ->
                        pod.state().readySince().isPresent() && pod.capture().isEmpty())
                .toList();
        boolean bothEnds =
                active.stream().map(TargetStatus::atOtherEnd).distinct().count() == 2;
        if (!bothEnds || listening.size() < active.size()) {
            return List.of();
        }
        return window(observed, listening).stream()
                .flatMap(window -> listening.stream()
                        .filter(pod -> pod.told().window().isEmpty())
                        .map(pod -> new PodWindow(new PodRef(pod.name(), pod.uid(), false), window)))
                .toList();
    }

    private static Optional<Window> window(Observed observed, List<TracePod> listening) {
        return listening.stream()
                .flatMap(pod -> pod.told().window().stream())
                .findFirst()
                .or(() -> common(observed, listening));
    }

    private static Optional<Window> common(Observed observed, List<TracePod> listening) {
        Duration duration = observed.trace().spec().duration();
        return listening.stream()
                .map(pod -> pod.state().started().orElse(pod.created()))
                .min(Instant::compareTo)
                .map(first -> first.plus(duration))
                .filter(observed.now()::isBefore)
                .map(end -> new Window(observed.now().toEpochMilli(), end.toEpochMilli()));
    }
}
