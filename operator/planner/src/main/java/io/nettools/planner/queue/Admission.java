package io.nettools.planner.queue;

import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.Limits.MaxTracePods;
import io.nettools.planner.trace.Standing;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.Trace.Identity;
import io.nettools.planner.trace.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Gives places to traces, never more than the admin allows. The steps of a turn: {@link #ask} whether it is the trace's
 * turn, look it up, {@link #take} its places, write the status, {@link #see} what is written. A place is taken from
 * {@code take} on, before anything is written. For one thread at a time.
 *
 * <p>All of it can be rebuilt from the existing traces and trace pods, except for the namespace that was served last.
 */
public final class Admission {
    private final MaxTracePods limits;
    private final Line line;
    private final Taken taken = new Taken();
    private final List<Identity> toWake = new ArrayList<>();

    public Admission(MaxTracePods limits) {
        this.limits = limits;
        this.line = new Line(limits);
    }

    /**
     * Whether this trace, which has no targets yet, must be looked up now.
     *
     * @param pods places of the trace pods that have not ended, of all traces
     */
    public Turn ask(Trace trace, Collection<Place> pods, Instant now) {
        if (taken.reserved(trace.identity().uid())) {
            return new Turn.Mine();
        }
        Waiter waiter = line.enter(trace.identity(), trace.created());
        if (!waiter.called()) {
            call(pods, Optional.of(waiter));
        }
        return waiter.called() ? new Turn.Mine() : waiting(waiter, trace, false, now);
    }

    /**
     * Takes the places of this trace, or puts it back in the line. A place kept from the last try counts like one that
     * it is called for.
     *
     * @param demand at least one place
     */
    public Turn take(Trace trace, Demand demand, Collection<Place> pods, Instant now) {
        Identity identity = trace.identity();
        Waiter waiter = line.enter(identity, trace.created());
        waiter.needs(demand);
        if (taken.reserved(identity.uid())) {
            boolean room = new Tally(limits, taken.all(pods, identity.uid()))
                    .lacking(waiter)
                    .isEmpty();
            waiter.called(room);
            if (!room) {
                taken.free(identity.uid());
            }
        } else {
            line.back(waiter);
            call(pods, Optional.of(waiter));
        }
        if (!waiter.called()) {
            return waiting(waiter, trace, true, now);
        }
        line.leave(identity);
        toWake.remove(identity);
        taken.reserve(identity.uid(), demand.places());
        return new Turn.Mine();
    }

    /** Removes a trace that has ended, is gone, or must not begin: it neither waits nor takes a place. */
    public void leave(Identity trace) {
        line.leave(trace);
        toWake.remove(trace);
        taken.free(trace.uid());
    }

    /** Notes that its turn failed. The turn is retried by itself; meanwhile the trace blocks no other. */
    public void failed(Identity trace) {
        line.find(trace).filter(Waiter::called).ifPresent(waiter -> line.leave(trace));
        taken.failed(trace.uid());
    }

    /** Reads its status: targets that have not ended take their places, whether or not their trace pods exist. */
    public void see(Trace trace) {
        Status status = trace.status();
        boolean recorded = !status.targets().isEmpty();
        if (status.finished() || (trace.deleting() && !recorded)) {
            leave(trace.identity());
        } else if (recorded) {
            line.leave(trace.identity());
            taken.record(trace.identity().uid(), places(trace));
        }
    }

    /**
     * Adds a trace that was found in the cluster to the line, before others ask. Its own turn decides whether it may
     * begin.
     */
    public void expect(Identity trace, Instant created) {
        line.enter(trace, created);
    }

    /** The traces that wait. */
    public Backlog backlog() {
        return line.backlog();
    }

    /**
     * Calls the traces for which there are places now.
     *
     * @return the traces to wake since the last call
     */
    public List<Identity> next(Collection<Place> pods) {
        call(pods, Optional.empty());
        List<Identity> woken = List.copyOf(toWake);
        toWake.clear();
        return woken;
    }

    /** Calls traces; the asking one is awake already and need not be woken. */
    private void call(Collection<Place> pods, Optional<Waiter> asking) {
        String except = asking.map(waiter -> waiter.identity().uid()).orElse("");
        line.call(taken.all(pods, except), asking).stream()
                .filter(waiter -> asking.filter(waiter::equals).isEmpty())
                .map(Waiter::identity)
                .forEach(toWake::add);
    }

    private Turn waiting(Waiter waiter, Trace trace, boolean lookedUp, Instant now) {
        Standing standing = waiter.standing(line.position(waiter));
        return new Turn.Waiting(waiter.news(standing, queued(trace.status()), lookedUp, now));
    }

    private static boolean queued(Status status) {
        return status.conditions().stream()
                .anyMatch(condition -> condition.type().equals(Conditions.FINISHED)
                        && condition.reason().equals(Reason.Queued.name()));
    }

    private static List<Place> places(Trace trace) {
        Identity identity = trace.identity();
        return trace.status().targets().stream()
                .filter(target -> !target.reason().terminal())
                .map(target -> new Place(identity.uid(), target.uid(), identity.namespace(), target.node()))
                .toList();
    }
}
