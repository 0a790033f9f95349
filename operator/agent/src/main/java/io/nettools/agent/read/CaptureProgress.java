package io.nettools.agent.read;

import io.nettools.agent.handover.AliveLock;
import io.nettools.agent.handover.AliveLock.Holder;
import io.nettools.agent.handover.DoneFile;
import io.nettools.agent.handover.Layout;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The capture container's progress as the reader sees it: whether more packets may come, and if not, why. It also keeps
 * the time that is left to read.
 */
final class CaptureProgress {
    /**
     * Time after SIGTERM for the capture to drain the kernel's ring and to write its report. Both containers get the
     * signal at the same time.
     */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Layout layout;
    private final BooleanSupplier terminated;
    private final long startDeadline;
    private final Duration finishLimit;
    private Optional<Long> finishDeadline = Optional.empty();
    private Optional<Long> pressingFrom = Optional.empty();
    private Optional<Long> graceDeadline = Optional.empty();

    /**
     * Starts the limit for the start.
     *
     * @param terminated whether SIGTERM has arrived
     * @param startLimit time within which the capture must start
     * @param finishLimit time to read the rest after the capture's end
     */
    CaptureProgress(Layout layout, BooleanSupplier terminated, Duration startLimit, Duration finishLimit) {
        this.layout = layout;
        this.terminated = terminated;
        this.startDeadline = System.nanoTime() + startLimit.toNanos();
        this.finishLimit = finishLimit;
    }

    /**
     * The state of the capture. Ask for it before the file is read, so that whatever was written before the end is read
     * too.
     */
    End end() throws IOException {
        Holder holder = AliveLock.holder(layout.alive());
        if (new DoneFile(layout.done()).exists()) { // after the lock: it may have been written between the two looks
            return finishing(End.Done);
        }
        if (holder == Holder.Dead) {
            return finishing(End.Died);
        }
        if (holder == Holder.NotStarted && System.nanoTime() - startDeadline >= 0) {
            return End.NeverStarted;
        }
        return outOfGrace() ? End.OutOfTime : End.Open;
    }

    /** Whether the result must be written now, whatever is left to read. */
    boolean overTime() {
        return outOfGrace() || passed(finishDeadline);
    }

    /** Whether the result is due so soon that the rest is read without yielding to others. */
    boolean pressing() {
        return terminated.getAsBoolean() || passed(pressingFrom);
    }

    private End finishing(End end) {
        if (finishDeadline.isEmpty()) {
            long now = System.nanoTime();
            finishDeadline = Optional.of(now + finishLimit.toNanos());
            pressingFrom = Optional.of(now + finishLimit.dividedBy(2).toNanos());
        }
        return end;
    }

    private boolean outOfGrace() {
        if (terminated.getAsBoolean() && graceDeadline.isEmpty()) {
            graceDeadline = Optional.of(System.nanoTime() + GRACE.toNanos());
        }
        return passed(graceDeadline);
    }

    private static boolean passed(Optional<Long> deadline) {
        return deadline.filter(at -> System.nanoTime() - at >= 0).isPresent();
    }

    /** The reasons why no more packets come; {@link #Open} while they may. */
    enum End {
        Open(""),
        Done(""),
        Died("the capture container died; the report covers what it had written"),
        NeverStarted("the capture container did not start in time"),
        OutOfTime("the trace pod was terminated before the capture was complete"),
        Late("the node had too little CPU time left to read the whole capture in time; the report covers its first"
                + " part");

        private final String note;

        End(String note) {
            this.note = note;
        }

        /** The note for the report; empty while the capture is open and after a proper end. */
        String note() {
            return note;
        }
    }
}
