package io.nettools.analyser.dns;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts of one server's transactions. */
final class ServerCounts {
    private static final int MOST_EXAMPLES = 3;

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Trait, Long> traits = new EnumMap<>(Trait.class);
    private final Map<Outcome, List<DnsExample>> examples = new EnumMap<>(Outcome.class);
    private final Latencies latencies;
    private final Strangers strangers;
    private long transactions;

    ServerCounts() {
        latencies = new Latencies();
        strangers = new Strangers();
    }

    private ServerCounts(ServerCounts other) {
        outcomes.putAll(other.outcomes);
        traits.putAll(other.traits);
        other.examples.forEach((outcome, some) -> examples.put(outcome, new ArrayList<>(some)));
        latencies = other.latencies.copy();
        strangers = other.strangers.copy();
        transactions = other.transactions;
    }

    ServerCounts copy() {
        return new ServerCounts(this);
    }

    void add(Transaction transaction, long nowMicros) {
        transactions++;
        Outcome outcome = transaction.outcome(nowMicros);
        outcomes.merge(outcome, 1L, Long::sum);
        transaction.traits(nowMicros).forEach(trait -> traits.merge(trait, 1L, Long::sum));
        if (transaction.answered()) {
            latencies.add(transaction.latencyMicros());
        }
        if (outcome != Outcome.Answered) {
            addExample(outcome, transaction);
        }
        transaction
                .stranger(nowMicros)
                .ifPresent(from -> strangers.add(from, transaction.strangeAnswers(), example(transaction)));
    }

    private void addExample(Outcome outcome, Transaction transaction) {
        List<DnsExample> some = examples.computeIfAbsent(outcome, any -> new ArrayList<>());
        if (some.size() < MOST_EXAMPLES) {
            some.add(example(transaction));
        }
    }

    private static DnsExample example(Transaction transaction) {
        return new DnsExample(
                transaction.key().client().text(),
                transaction.question().name(),
                RecordType.text(transaction.question().type()),
                transaction.firstMicros());
    }

    /** @param asked whether an end was asked itself */
    DnsServer summary(String address, Predicate<Endpoint> asked) {
        return new DnsServer(
                address, transactions, outcomes, traits, latencies.summary(), examples, strangers.except(asked));
    }
}
