package io.nettools.planner.status;

import java.time.Instant;

/** metav1.Condition. */
public record Condition(
        String type, Truth status, String reason, String message, long observedGeneration, Instant lastTransitionTime) {

    Condition of(long generation) {
        return new Condition(type, status, reason, message, generation, lastTransitionTime);
    }

    Condition saying(int bytes) {
        return saying(Sentences.cut(message, bytes));
    }

    Condition saying(String sentence) {
        return new Condition(type, status, reason, sentence, observedGeneration, lastTransitionTime);
    }

    /** The three values of a condition's status. */
    public enum Truth {
        True,
        False,
        Unknown
    }
}
