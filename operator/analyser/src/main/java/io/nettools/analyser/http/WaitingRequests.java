package io.nettools.analyser.http;

/**
 * The requests of a connection that wait for their responses, the oldest first. They are linked by themselves: most connections have one
 * at most, and every request passes here.
 */
final class WaitingRequests {
    private Exchange first;
    private Exchange last;
    private int size;

    /** Makes it as new. */
    void clear() {
        first = null;
        last = null;
        size = 0;
    }

    int size() {
        return size;
    }

    boolean none() {
        return first == null;
    }

    /** The oldest; null without one. {@link Exchange#next} gives the one behind each. */
    Exchange first() {
        return first;
    }

    /** The youngest; null without one. */
    Exchange last() {
        return last;
    }

    void add(Exchange exchange) {
        if (last == null) {
            first = exchange;
        } else {
            last.next(exchange);
        }
        last = exchange;
        size++;
    }

    /** Removes the oldest; null without one. */
    Exchange takeFirst() {
        Exchange taken = first;
        if (taken != null) {
            first = taken.next();
            last = first == null ? null : last;
            taken.next(null);
            size--;
        }
        return taken;
    }

    /** Puts one that was taken back to where it was. */
    void putBack(Exchange exchange) {
        exchange.next(first);
        first = exchange;
        last = last == null ? exchange : last;
        size++;
    }
}
