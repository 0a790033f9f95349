package io.nettools.analyser.dns;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Counts of one server's transactions. */
final class ServerCounts {
    private static final int MOST_EXAMPLES = 3;
    private static final int SEVERAL = 2;

    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private final Map<Trait, Long> traits = new EnumMap<>(Trait.class);
    private final Map<Outcome, List<DnsExample>> examples = new EnumMap<>(Outcome.class);
    private LostQueries lost = LostQueries.NONE;
    private LostQueries likelyLost = LostQueries.NONE;
    private final Map<Retry, Long> vain = new EnumMap<>(Retry.class);
    private long outOfRhythm;
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
        lost = other.lost;
        likelyLost = other.likelyLost;
        outOfRhythm = other.outOfRhythm;
        vain.putAll(other.vain);
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
            latencies.add(transaction.serverMicros());
        }
        if (outcome != Outcome.Answered) {
            addExample(outcome, transaction);
        }
        vain.merge(transaction.vain(nowMicros), 1L, Long::sum);
        outOfRhythm += transaction.vain(nowMicros) == Retry.Likely && transaction.outOfRhythm() ? 1 : 0;
        transaction.lost(nowMicros, example(transaction)).ifPresent(one -> {
            boolean sure = transaction.certainty() == Retry.Sure;
            lost = sure ? lost.and(one) : lost;
            likelyLost = sure ? likelyLost : likelyLost.and(one);
        });
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

    boolean answered() {
        return latencies.summary().answers() > 0;
    }

    /**
     * The sums.
     *
     * @param asked whether an end was asked itself
     * @param complete whether answers were captured, and no answer without its query: in a capture with holes a likely
     *     retry may be a new lookup
     * @param noAnswers whether no answer was captured
     */
    DnsServer summary(String address, Predicate<Endpoint> asked, boolean complete, boolean noAnswers) {
        // lookups of one direction are seldom that regular
        boolean mostlyRepeated = noAnswers && outOfRhythm >= SEVERAL && outOfRhythm * 2 >= transactions;
        long waited = vain.getOrDefault(Retry.Sure, 0L)
                + (complete || mostlyRepeated ? vain.getOrDefault(Retry.Likely, 0L) : 0);
        return new DnsServer(
                address,
                transactions,
                outcomes,
                traits,
                latencies.summary(),
                examples,
                strangers.except(asked),
                complete ? lost.and(likelyLost) : lost,
                waited,
                noAnswers && !mostlyRepeated ? vain.getOrDefault(Retry.Likely, 0L) : 0);
    }
}
