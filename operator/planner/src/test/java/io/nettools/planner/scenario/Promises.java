package io.nettools.planner.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.planner.plan.Plan;
import io.nettools.planner.plan.Plan.Finalizer;
import io.nettools.planner.plan.Planner;
import io.nettools.planner.status.Condition;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.Trace;
import java.util.List;
import java.util.stream.Collectors;

/** What every plan keeps to, whatever was observed. */
public final class Promises {
    private static final List<String> CONDITIONS =
            List.of("Finished", "Succeeded", "Ready", "Accepted", "Capturing", "Reconciling", "Stalled");

    private Promises() {}

    public static void kept(Observed observed, Plan plan) {
        finishedIsForEver(observed, plan);
        assertTrue(plan.questions().isEmpty(), "a plan asks what it was answered, or what it may not ask");
        tracePodsGoOnlyWhenTheirTargetEnded(observed, plan);
        noTracePodWithoutTheFinalizer(observed, plan);
        plan.status().ifPresent(status -> {
            assertEquals(
                    CONDITIONS,
                    status.conditions().stream().map(Condition::type).toList(),
                    "all seven conditions are always there");
            recordedTargetsNeverChange(observed.trace().status(), status);
            endedTargetsNeverChange(observed.trace().status(), status);
            planningAgainWritesNothingNew(observed, status);
            kstatusReadsThePhase(observed.trace(), status);
        });
    }

    private static void finishedIsForEver(Observed observed, Plan plan) {
        if (observed.trace().status().finished()) {
            Status same = observed.trace().status().of(observed.trace().generation());
            assertEquals(same, plan.status().orElse(same), "a finished trace gets no other status");
            assertTrue(plan.ensure().isEmpty(), "a finished trace makes no pod");
            assertTrue(plan.stop().isEmpty(), "a finished trace stops no pod");
            assertTrue(plan.events().isEmpty(), "a finished trace tells nothing");
            assertTrue(plan.finalizer() != Finalizer.Hold, "a finished trace takes no finalizer");
        }
    }

    private static void tracePodsGoOnlyWhenTheirTargetEnded(Observed observed, Plan plan) {
        Status status = plan.status().orElse(observed.trace().status());
        if (observed.trace().deleting() || status.finished()) {
            return;
        }
        List<String> active = status.targets().stream()
                .filter(target -> !target.reason().terminal())
                .map(TargetStatus::uid)
                .toList();
        plan.remove()
                .forEach(pod -> assertTrue(
                        observed.pods().stream()
                                .noneMatch(one -> one.uid().equals(pod.uid())
                                        && active.contains(one.traced().uid())),
                        "a pod is removed while its target is active: " + pod));
    }

    private static void noTracePodWithoutTheFinalizer(Observed observed, Plan plan) {
        assertTrue(
                plan.ensure().isEmpty()
                        || plan.finalizer() == Finalizer.Hold
                        || observed.trace().held(),
                "a pod is made without the finalizer");
        assertTrue(
                plan.finalizer() != Finalizer.Release || observed.pods().isEmpty(),
                "the finalizer goes while a trace pod exists");
    }

    private static void recordedTargetsNeverChange(Status before, Status after) {
        if (!before.targets().isEmpty()) {
            assertEquals(identities(before), identities(after), "who is traced was decided once");
        }
    }

    private static String identities(Status status) {
        return status.targets().stream()
                .map(target -> target.pod() + " " + target.uid() + " " + target.node() + " " + target.podIPs())
                .collect(Collectors.joining(", "));
    }

    private static void endedTargetsNeverChange(Status before, Status after) {
        before.targets().stream()
                .filter(target -> target.reason().terminal())
                .forEach(target -> assertTrue(
                        after.targets().stream()
                                .anyMatch(same -> same.uid().equals(target.uid()) && same.reason() == target.reason()),
                        "an ended target changed: " + target.pod()));
    }

    private static void planningAgainWritesNothingNew(Observed observed, Status status) {
        Trace trace = observed.trace();
        Trace written = new Trace(
                trace.identity(), trace.generation(), trace.created(), trace.deleting(), true, trace.spec(), status);
        Plan again = Planner.plan(observed.withTrace(written));
        assertEquals(status, again.status().orElse(status), "the same observation gives the same status");
    }

    private static void kstatusReadsThePhase(Trace trace, Status status) {
        Reason reason = Reason.valueOf(status.conditions().getFirst().reason());
        KStatus expected =
                switch (reason.kind()) {
                    case Waiting, Capturing -> KStatus.InProgress;
                    case Succeeded -> KStatus.Current;
                    case Refused, Failed -> KStatus.Failed;
                };
        assertEquals(expected, KStatus.of(status, trace.generation(), false), "kstatus of " + reason);
    }
}
