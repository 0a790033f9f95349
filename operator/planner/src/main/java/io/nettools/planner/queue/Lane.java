package io.nettools.planner.queue;

import java.util.TreeSet;

/** The waiting traces of one namespace, oldest first. */
final class Lane {
    private final TreeSet<Waiter> waiting = new TreeSet<>(Waiter.OLDEST_FIRST);
    private final String namespace;
    private long turn;
    private long served;

    /** A namespace whose first trace waits from this turn on. */
    Lane(String namespace, long turn) {
        this.namespace = namespace;
        this.turn = turn;
    }

    String namespace() {
        return namespace;
    }

    /** Since when its oldest waits to be next: the lower one comes first. A trace that passes its oldest does not change it. */
    long turn() {
        return turn;
    }

    /** When any of its traces had a turn. */
    long served() {
        return served;
    }

    void add(Waiter waiter) {
        waiting.add(waiter);
    }

    /** Whether none is left. */
    boolean lacksAfterRemoving(Waiter waiter) {
        waiting.remove(waiter);
        return waiting.isEmpty();
    }

    /** One of its traces has had its turn, whatever came of it. */
    void served(Waiter waiter, long now) {
        served = now;
        if (waiting.first() == waiter) {
            turn = now;
        }
    }

    Waiter oldest() {
        return waiting.first();
    }

    Iterable<Waiter> inOrder() {
        return waiting;
    }

    boolean several() {
        return waiting.size() > 1;
    }

    /** From 1. The newest comes most often: it has just been created. */
    int position(Waiter waiter) {
        return waiting.last() == waiter
                ? waiting.size()
                : waiting.headSet(waiter, true).size();
    }
}
