package io.nettools.agent.read;

import io.nettools.agent.handover.AliveLock;
import io.nettools.agent.handover.AliveLock.Holder;
import io.nettools.agent.handover.DoneFile;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Termination;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What the reader can tell of the other container: whether more is to come, and if not, why. */
final class CaptureProgress {
    /** After SIGTERM the capture drains the kernel's ring and writes its report; it gets the same signal at the same time. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Layout layout;
    private final Termination termination;
    private final long startDeadline;
    private Optional<Long> graceDeadline = Optional.empty();

    CaptureProgress(Layout layout, Termination termination, Duration startLimit) {
        this.layout = layout;
        this.termination = termination;
        this.startDeadline = System.nanoTime() + startLimit.toNanos();
    }

    /** Looked at before the file is read, so that what was written before the end is read too. */
    End end() throws IOException {
        Holder holder = AliveLock.holder(layout.alive());
        if (new DoneFile(layout.done()).exists()) { // after the lock: it may have been written between the two looks
            return End.Done;
        }
        if (holder == Holder.Dead) {
            return End.Died;
        }
        if (holder == Holder.NotStarted && System.nanoTime() - startDeadline >= 0) {
            return End.NeverStarted;
        }
        return outOfGrace() ? End.OutOfTime : End.Open;
    }

    private boolean outOfGrace() {
        if (termination.requested() && graceDeadline.isEmpty()) {
            graceDeadline = Optional.of(System.nanoTime() + GRACE.toNanos());
        }
        return graceDeadline
                .filter(deadline -> System.nanoTime() - deadline >= 0)
                .isPresent();
    }

    /** Why there is nothing more to wait for. */
    enum End {
        Open(""),
        Done(""),
        Died("the capture container died; this is what it had written"),
        NeverStarted("the capture container did not start in time"),
        OutOfTime("the trace pod was ended before the capture was complete");

        private final String note;

        End(String note) {
            this.note = note;
        }

        /** What the reader of the report must know; empty for a proper end. */
        String note() {
            return note;
        }
    }
}
