package io.nettools.planner.scenario;

import io.nettools.planner.status.Condition;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Status;
import java.util.Optional;

/** How kstatus, and with it Flux, kpt and helm --wait, reads a status (cli-utils, pkg/kstatus/status: checkGenericProperties). */
public enum KStatus {
    Terminating,
    InProgress,
    Failed,
    Current;

    public static KStatus of(Status status, long generation, boolean deleting) {
        if (deleting) {
            return Terminating;
        }
        if (status.observedGeneration() != generation || truth(status, "Reconciling") == Truth.True) {
            return InProgress;
        }
        if (truth(status, "Stalled") == Truth.True) {
            return Failed;
        }
        boolean ready = condition(status, "Ready").isEmpty() || truth(status, "Ready") == Truth.True;
        return ready ? Current : InProgress;
    }

    private static Truth truth(Status status, String type) {
        return condition(status, type).map(Condition::status).orElse(Truth.Unknown);
    }

    private static Optional<Condition> condition(Status status, String type) {
        return status.conditions().stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }
}
