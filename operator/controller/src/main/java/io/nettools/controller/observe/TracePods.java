package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.controller.pod.Marks;
import io.nettools.controller.pod.TraceContainers;
import io.nettools.controller.pod.WindowMark;
import io.nettools.planner.queue.Place;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.TracePod.State;
import io.nettools.planner.trace.TracePod.Told;
import io.nettools.planner.trace.TracePod.Traced;
import io.nettools.planner.trace.TracePod.Trouble;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A trace pod as the planner sees it. */
public final class TracePods {
    /** Waiting states of a normal start; any other means trouble. */
    private static final Set<String> ON_THE_WAY = Set.of("ContainerCreating", "PodInitializing");

    private TracePods() {}

    /** A trace pod as the planner sees it. */
    public static TracePod of(Pod pod) {
        Map<String, String> annotations = annotations(pod);
        return new TracePod(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                new Traced(
                        annotations.getOrDefault(Marks.TARGET_UID, ""),
                        annotations.getOrDefault(Marks.TARGET_HASH, "")),
                Instant.parse(pod.getMetadata().getCreationTimestamp()),
                pod.isMarkedForDeletion(),
                new State(started(pod), ready(pod), ended(pod), trouble(pod)),
                new Told(
                        annotations.containsKey(Marks.STOP),
                        WindowMark.parse(annotations.getOrDefault(Marks.WINDOW, ""))),
                message(pod, TraceContainers.CAPTURE).flatMap(said -> Messages.read(said, CaptureReport.class)),
                message(pod, TraceContainers.ANALYSER).flatMap(said -> Messages.read(said, Report.class)));
    }

    /** The facts that are needed to remove a trace pod. */
    static TracePod bare(Pod pod, Instant now) {
        return new TracePod(
                pod.getMetadata().getName(),
                pod.getMetadata().getUid(),
                new Traced("", ""),
                now,
                pod.isMarkedForDeletion(),
                State.PENDING,
                Told.NOTHING,
                Optional.empty(),
                Optional.empty());
    }

    public static Map<String, String> annotations(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
    }

    public static boolean ended(Pod pod) {
        String phase =
                Optional.ofNullable(pod.getStatus()).map(PodStatus::getPhase).orElse("");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    /** The place that a trace pod takes; empty once it has ended. */
    public static Optional<Place> place(Pod pod) {
        Map<String, String> annotations = annotations(pod);
        Map<String, String> labels =
                Optional.ofNullable(pod.getMetadata().getLabels()).orElse(Map.of());
        return ended(pod)
                ? Optional.empty()
                : Optional.of(new Place(
                        labels.getOrDefault(Marks.TRACE_UID, ""),
                        annotations.getOrDefault(
                                Marks.TARGET_UID, pod.getMetadata().getUid()),
                        annotations.getOrDefault(Marks.TRACE_NAMESPACE, ""),
                        Optional.ofNullable(pod.getSpec().getNodeName()).orElse("")));
    }

    private static Optional<Instant> started(Pod pod) {
        return containers(pod)
                .filter(status -> status.getName().equals(TraceContainers.CAPTURE))
                .flatMap(status -> Optional.ofNullable(status.getState()).stream())
                .flatMap(state -> Optional.ofNullable(state.getRunning()).stream())
                .flatMap(running -> Optional.ofNullable(running.getStartedAt()).stream())
                .map(Instant::parse)
                .findFirst();
    }

    private static Optional<Instant> ready(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getConditions).orElse(List.of()).stream()
                .filter(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"))
                .map(PodCondition::getLastTransitionTime)
                .map(Instant::parse)
                .findFirst();
    }

    private static Stream<ContainerStatus> containers(Pod pod) {
        return Optional.ofNullable(pod.getStatus()).map(PodStatus::getContainerStatuses).orElse(List.of()).stream();
    }

    private static Optional<String> message(Pod pod, String container) {
        return containers(pod)
                .filter(status -> status.getName().equals(container))
                .map(ContainerStatus::getState)
                .flatMap(state -> Optional.ofNullable(state.getTerminated()).stream())
                .flatMap(end -> Optional.ofNullable(end.getMessage()).stream())
                .findFirst();
    }

    /**
     * The trouble of a trace pod: first the pod's own reason (Evicted, DeadlineExceeded), then why a container waits,
     * then a container's exit code.
     */
    private static Optional<Trouble> trouble(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status != null && status.getReason() != null) {
            return Optional.of(trouble(status.getReason(), status.getMessage()));
        }
        Stream<Trouble> waiting = containers(pod)
                .map(ContainerStatus::getState)
                .flatMap(state -> Optional.ofNullable(state.getWaiting()).stream())
                .filter(wait -> wait.getReason() != null && !ON_THE_WAY.contains(wait.getReason()))
                .map(wait -> trouble(wait.getReason(), wait.getMessage()));
        return Stream.concat(waiting, containers(pod).flatMap(TracePods::wordless))
                .findFirst();
    }

    private static Stream<Trouble> wordless(ContainerStatus container) {
        return Stream.ofNullable(container.getState().getTerminated())
                .filter(end -> end.getExitCode() != 0)
                .map(end -> trouble(
                        end.getReason(),
                        "its " + container.getName() + " container ended with exit code " + end.getExitCode() + " ("
                                + end.getReason() + ")"));
    }

    private static Trouble trouble(String reason, String message) {
        return new Trouble(
                Untrusted.text(Optional.ofNullable(reason).orElse("Unknown")),
                Untrusted.text(Optional.ofNullable(message).orElse("no message")));
    }
}
