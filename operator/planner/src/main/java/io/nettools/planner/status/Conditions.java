package io.nettools.planner.status;

import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Phase.Kind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Status as arithmetic: old conditions and a phase give the new conditions; a transition time moves only when its status
 * does. Finished comes first, and its message is the answer: kubectl shows conditions before the diagnosis.
 */
public final class Conditions {
    public static final String ACCEPTED = "Accepted";
    public static final String CAPTURING = "Capturing";
    public static final String SUCCEEDED = "Succeeded";
    public static final String FINISHED = "Finished";
    public static final String READY = "Ready";
    public static final String RECONCILING = "Reconciling";
    public static final String STALLED = "Stalled";

    /** What people read comes first. kstatus reads Reconciling, Stalled and Ready (cli-utils, pkg/kstatus/status). */
    private static final List<String> TYPES =
            List.of(FINISHED, SUCCEEDED, READY, ACCEPTED, CAPTURING, RECONCILING, STALLED);

    /** Nobody has looked yet whether what is asked for is there. */
    private static final Set<Reason> UNDECIDED = EnumSet.of(Reason.Pending, Reason.Queued, Reason.LookupForbidden);

    /** The time in the schema's default conditions, which no operator has written. */
    private static final Instant UNWRITTEN = Instant.EPOCH;

    private Conditions() {}

    /** Conditions before the end, whose sentence is that of the phase. */
    public static List<Condition> next(List<Condition> old, Phase phase, long generation, Instant now) {
        return next(old, phase, phase.message(), generation, now);
    }

    /**
     * The next conditions.
     *
     * @param outcome the sentence of Finished; the other conditions have that of the phase
     */
    public static List<Condition> next(List<Condition> old, Phase phase, String outcome, long generation, Instant now) {
        Map<String, Condition> before = new LinkedHashMap<>();
        old.forEach(condition -> before.put(condition.type(), condition));
        return TYPES.stream()
                .map(type -> condition(type, phase, generation, now, Optional.ofNullable(before.get(type))))
                .map(one -> one.type().equals(FINISHED) ? one.saying(outcome) : one)
                .toList();
    }

    private static Condition condition(
            String type, Phase phase, long generation, Instant now, Optional<Condition> before) {
        Truth truth = truth(type, phase);
        Instant since = before.filter(condition -> condition.status() == truth)
                .map(Condition::lastTransitionTime)
                .filter(time -> !time.equals(UNWRITTEN))
                .orElse(now);
        return new Condition(type, truth, phase.reason().name(), phase.message(), generation, since);
    }

    private static Truth truth(String type, Phase phase) {
        Kind kind = phase.kind();
        return switch (type) {
            case ACCEPTED -> UNDECIDED.contains(phase.reason()) ? Truth.Unknown : is(kind != Kind.Refused);
            case CAPTURING -> is(kind == Kind.Capturing);
            case SUCCEEDED -> kind.terminal() ? is(kind == Kind.Succeeded) : Truth.Unknown;
            case FINISHED -> is(kind.terminal());
            case READY -> is(kind == Kind.Succeeded);
            case RECONCILING -> is(!kind.terminal());
            case STALLED -> is(kind == Kind.Refused || kind == Kind.Failed);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static Truth is(boolean value) {
        return value ? Truth.True : Truth.False;
    }
}
