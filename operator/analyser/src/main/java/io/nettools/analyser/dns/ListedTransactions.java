package io.nettools.analyser.dns;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The transactions that a report lists: failed ones, then slow ones, then the first ones. */
final class ListedTransactions {
    /**
     * Latency from which an answer is slow, µs. Within a cluster it takes less than a millisecond, from the Internet
     * seldom more than this.
     */
    private static final long SLOW = 200_000;

    /** Less important entries first. */
    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::failure)
            .reversed()
            .thenComparingLong(Entry::slowness)
            .thenComparing(Comparator.comparingLong(Entry::number).reversed());

    private final int most;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);

    /** @param failure the outcome of a failed transaction; {@link Outcome#Answered} for any other */
    private record Entry(Transaction transaction, Outcome failure, long slowness) {
        long number() {
            return transaction.number();
        }
    }

    ListedTransactions(int most) {
        this.most = most;
    }

    ListedTransactions copy() {
        ListedTransactions copy = new ListedTransactions(most);
        copy.entries.addAll(entries);
        return copy;
    }

    void add(Transaction transaction, long nowMicros) {
        entries.add(entry(transaction, nowMicros));
        if (entries.size() > most) {
            entries.remove();
        }
    }

    private static Entry entry(Transaction transaction, long nowMicros) {
        Outcome outcome = transaction.outcome(nowMicros);
        long latency = transaction.latencyMicros();
        return outcome.failed()
                ? new Entry(transaction, outcome, 0)
                : new Entry(transaction, Outcome.Answered, latency >= SLOW ? latency : 0);
    }

    List<Transaction> list() {
        return entries.stream().sorted(ORDER.reversed()).map(Entry::transaction).toList();
    }
}
