package io.nettools.planner.plan;

import io.nettools.analyser.report.Views.Window;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.status.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Actions as data, always performed in this order: hold, events, status with its targets, pods to ensure, pods to stop,
 * windows, pods to remove, release, delete. So an event is sent before the status after which no turn would send it,
 * and a result is written before its pod goes.
 *
 * @param finalizer what becomes of ours on the trace
 * @param status the status to have; empty to leave it
 * @param ensure trace pods that must exist
 * @param stop trace pods that must end their capture
 * @param windows trace pods that must get the common window of all ends
 * @param remove trace pods that must go
 * @param delete whether the trace itself must be deleted (its time to live is over)
 * @param events events on the trace and on target pods
 * @param wake when to look again without an event
 * @param questions what must be known of the cluster first: nothing of this plan is performed before they were asked,
 *     once, and the turn was planned again with the answers
 */
public record Plan(
        Finalizer finalizer,
        Optional<Status> status,
        List<PodOrder> ensure,
        List<PodRef> stop,
        List<PodWindow> windows,
        List<PodRef> remove,
        boolean delete,
        List<Note> events,
        Optional<Duration> wake,
        Questions questions) {
    public Plan {
        ensure = List.copyOf(ensure);
        stop = List.copyOf(stop);
        windows = List.copyOf(windows);
        remove = List.copyOf(remove);
        events = List.copyOf(events);
    }

    /**
     * A pod to act on. The UID is a precondition, so that another pod under the same name is left alone.
     *
     * @param force whether to delete it without waiting for its kubelet
     */
    public record PodRef(String name, String uid, boolean force) {}

    /** The time that a pod's answer must cover. */
    public record PodWindow(PodRef pod, Window window) {}

    /** What the trace carries as long as a trace pod of it may exist. */
    public enum Finalizer {
        /** As it is. */
        Leave,
        /** It must be there from now on. */
        Hold,
        /** It may go. */
        Release
    }

    /** Nothing to do. */
    public static Plan nothing() {
        return new Plan(
                Finalizer.Leave,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                Optional.empty(),
                Questions.NONE);
    }

    public static Plan wakeAfter(Duration duration) {
        return nothing().waking(Optional.of(duration));
    }

    Plan deleting() {
        return new Plan(finalizer, status, ensure, stop, windows, remove, true, events, wake, questions);
    }

    Plan writing(Status whole) {
        return new Plan(finalizer, Optional.of(whole), ensure, stop, windows, remove, delete, events, wake, questions);
    }

    Plan removing(List<PodRef> pods) {
        return new Plan(finalizer, status, ensure, stop, windows, pods, delete, events, wake, questions);
    }

    Plan releasing() {
        return new Plan(Finalizer.Release, status, ensure, stop, windows, remove, delete, events, wake, questions);
    }

    Plan telling(Note event) {
        return new Plan(finalizer, status, ensure, stop, windows, remove, delete, List.of(event), wake, questions);
    }

    Plan waking(Optional<Duration> at) {
        return new Plan(finalizer, status, ensure, stop, windows, remove, delete, events, at, questions);
    }
}
