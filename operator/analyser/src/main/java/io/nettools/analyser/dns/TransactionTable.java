package io.nettools.analyser.dns;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * The latest transactions, which can be found by an answer or by a repeated query. It holds a bounded number of
 * queries; a transaction leaves it with its last query.
 */
final class TransactionTable {
    /** Queries that it holds: about 4 MB of heap when full, with names of usual length. */
    static final int CAPACITY = 4096;

    /** Queries among which that of a stranger's answer is searched: the latest ones. */
    private static final int SEARCHED = 128;

    /** Queries of one flow and id with different questions; no resolver has more than one of them open. */
    private static final int MOST_OF_ONE_KEY = 4;

    private final SequencedMap<QueryKey, Map<Question, Transaction>> queries = new LinkedHashMap<>();
    private final Map<QueryKey.Lookup, Transaction> lookups = new HashMap<>();
    private final Map<Transaction, Integer> held = new LinkedHashMap<>();
    private final Consumer<Transaction> gone;

    /** @param gone takes each transaction that leaves the table */
    TransactionTable(Consumer<Transaction> gone) {
        this.gone = gone;
    }

    /**
     * The transaction of a query. An answer without a question, as some errors are, belongs to the last query with its
     * key.
     */
    Optional<Transaction> find(QueryKey key, Optional<Question> question) {
        Map<Question, Transaction> same = queries.get(key);
        if (same == null) {
            return Optional.empty();
        }
        Transaction last = null;
        for (Transaction one : same.values()) {
            last = one;
        }
        return question.isPresent() ? Optional.ofNullable(same.get(question.orElseThrow())) : Optional.of(last);
    }

    /** The transaction of a query that an answer would fit if it came from the server that was asked. */
    Optional<Transaction> askedOfAnother(QueryKey answered, Question question) {
        int left = SEARCHED;
        for (Map.Entry<QueryKey, Map<Question, Transaction>> entry :
                queries.sequencedEntrySet().reversed()) {
            if (entry.getKey().fits(answered) && entry.getValue().containsKey(question)) {
                return Optional.of(entry.getValue().get(question));
            }
            left--;
            if (left == 0) {
                break;
            }
        }
        return Optional.empty();
    }

    /** The latest transaction of the same host with the same question. */
    Optional<Transaction> latest(QueryKey.Lookup lookup) {
        return Optional.ofNullable(lookups.get(lookup));
    }

    /** Adds a query of a transaction, new or not. */
    void put(QueryKey key, Question question, Transaction transaction) {
        held.merge(transaction, 1, Integer::sum);
        lookups.put(key.lookup(question), transaction);
        Map<Question, Transaction> same = queries.computeIfAbsent(key, any -> new LinkedHashMap<>(2));
        Transaction before = same.put(question, transaction);
        if (before != null) {
            release(before);
        }
        if (same.size() > MOST_OF_ONE_KEY) {
            release(removeEldest(same));
        }
        while (queries.size() > CAPACITY || held.size() > CAPACITY) {
            removeEldest(queries).values().forEach(this::release);
        }
    }

    private static <K, V> V removeEldest(Map<K, V> map) {
        K eldest = map.keySet().iterator().next();
        return map.remove(eldest);
    }

    private void release(Transaction transaction) {
        if (held.merge(transaction, -1, Integer::sum) > 0) {
            return;
        }
        held.remove(transaction);
        lookups.remove(transaction.key().lookup(transaction.question()), transaction);
        gone.accept(transaction);
    }

    /** The transactions in the table, in the order of their first queries. */
    Collection<Transaction> live() {
        return held.keySet();
    }
}
