package io.nettools.analyser.dns;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The transactions that a report names: those that failed, then those that took long, then the first ones. */
final class ListedTransactions {
    /** From here an answer is slow, µs: within a cluster it takes less than a millisecond, from the Internet seldom more than this. */
    private static final long SLOW = 200_000;

    /** The less important first. */
    private static final Comparator<Entry> ORDER = Comparator.comparing(Entry::failure)
            .reversed()
            .thenComparingLong(Entry::slowness)
            .thenComparing(Comparator.comparingLong(Entry::number).reversed());

    private final int most;
    private final PriorityQueue<Entry> entries = new PriorityQueue<>(ORDER);

    /** @param failure how it failed; {@link Outcome#Answered} for all that did not */
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
