package io.nettools.planner.status;

/**
 * Where a trace stands, with the reason and a sentence for people.
 *
 * <pre>
 *   Waiting ──► Capturing ──► Succeeded
 *      │  └────────┬────────► Failed
 *      └─────────► Refused
 * </pre>
 */
public record Phase(Reason reason, String message) {
    /** metav1 allows 32768; an event note 1024; ours fits both and a terminal. */
    private static final int MESSAGE_LENGTH = 512;

    public Phase {
        message = Sentences.cut(message, MESSAGE_LENGTH);
    }

    public Kind kind() {
        return reason.kind();
    }

    /** The five stations; which condition is True in which is in {@link Conditions}. */
    public enum Kind {
        Waiting,
        Capturing,
        Succeeded,
        Refused,
        Failed;

        public boolean terminal() {
            return this == Succeeded || this == Refused || this == Failed;
        }
    }
}
