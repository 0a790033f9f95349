package io.nettools.analyser.dns;

import java.util.List;
import java.util.Optional;

/**
 * Matches answers with queries, and queries with those that they repeat or follow. It keeps the transactions and the
 * counts for the report.
 */
final class Ledger {
    /** Shortest time before a retry from another port, µs. Two queries that are closer come from two programs. */
    private static final long SOONEST_RETRY = 300_000;
    /**
     * Longest time before a retry, µs; a later query is a new lookup. dig, glibc and Go wait five seconds, some
     * resolvers ten for the second time.
     */
    private static final long LATEST_RETRY = 15_000_000;
    /** Longest time between the queries of one pair of A and AAAA, µs. */
    private static final long PAIR = 100_000;

    private final Servers left = new Servers();
    private final ListedTransactions listed;
    private final SearchLists searches = new SearchLists();
    private final TransactionTable table = new TransactionTable(this::leave);
    private long count;
    private long strayAnswers;
    private long forgotten;
    private long nowMicros;

    Ledger(int listed) {
        this.listed = new ListedTransactions(listed);
    }

    private void leave(Transaction transaction) {
        forgotten += transaction.outcome(nowMicros) == Outcome.Undecided ? 1 : 0;
        left.add(transaction, nowMicros);
        listed.add(transaction, nowMicros);
    }

    void query(QueryKey key, Question question, int interfaceIndex, long micros) {
        nowMicros = micros;
        Optional<Transaction> same = table.find(key, Optional.of(question));
        if (same.filter(known -> known.interfaceIndex() != interfaceIndex).isPresent()) {
            return;
        }
        Optional<Transaction> before = same.isPresent() ? same : table.latest(key, question);
        Optional<Transaction> repeated = before.filter(known -> repeats(known, key, same.isPresent(), micros));
        if (repeated.isEmpty()) {
            begin(new Transaction(key, question, count++, interfaceIndex, micros));
            return;
        }
        Transaction known = repeated.orElseThrow();
        known.again(key, micros);
        if (same.isEmpty()) {
            table.put(key, question, known);
        }
    }

    private static boolean repeats(Transaction known, QueryKey key, boolean sameKey, long micros) {
        long since = micros - known.lastMicros();
        boolean elsewhere = known.key().tcp() == key.tcp() && !known.answered() && since >= SOONEST_RETRY;
        return since <= LATEST_RETRY && (sameKey || elsewhere);
    }

    private void begin(Transaction transaction) {
        QueryKey key = transaction.key();
        Question question = transaction.question();
        if (key.tcp()) {
            table.latest(key, question).filter(Transaction::awaitsTcp).ifPresent(cut -> cut.followedBy(transaction));
        }
        otherOfPair(question)
                .flatMap(other -> table.latest(key, other))
                .filter(other -> other.unpaired() && transaction.firstMicros() - other.firstMicros() <= PAIR)
                .ifPresent(transaction::pairWith);
        searches.asked(transaction);
        table.put(key, question, transaction);
    }

    private static Optional<Question> otherOfPair(Question question) {
        return switch (question.type()) {
            case RecordType.A -> Optional.of(question.ofType(RecordType.AAAA));
            case RecordType.AAAA -> Optional.of(question.ofType(RecordType.A));
            default -> Optional.empty();
        };
    }

    void answer(QueryKey key, Message message, int interfaceIndex, long micros) {
        nowMicros = micros;
        Optional<Transaction> asked = table.find(key, message.question());
        if (asked.isEmpty()) {
            strayAnswers += answerOfAnother(key, message, micros) ? 0 : 1;
            return;
        }
        Transaction transaction = asked.orElseThrow();
        if (transaction.answeredElsewhere(interfaceIndex)) {
            return;
        }
        transaction.answer(key, message, interfaceIndex, micros);
        searches.answered(transaction);
    }

    /**
     * Takes an answer to a query that was sent to another server: to the address of a Service, when nobody translates
     * the answer back.
     *
     * @return whether there is such a query
     */
    boolean answerOfAnother(QueryKey key, Message message, long micros) {
        Optional<Transaction> asked = message.question()
                .filter(question -> question.type() != RecordType.UNKNOWN)
                .flatMap(question -> table.askedOfAnother(key, question))
                .filter(transaction -> !transaction.answered()
                        && !Multicast.many(transaction.key().server()));
        asked.ifPresent(transaction -> transaction.answerOf(key.server(), micros));
        return asked.isPresent();
    }

    /** Whether no query was captured yet. */
    boolean empty() {
        return count == 0;
    }

    /** Number of captured transactions. */
    long count() {
        return count;
    }

    /** Answers to queries that were not captured, or are no longer in the table. */
    long strayAnswers() {
        return strayAnswers;
    }

    /** Queries that left the table before an answer was overdue. */
    long forgotten() {
        return forgotten;
    }

    List<Transaction> listed(long untilMicros) {
        ListedTransactions all = listed.copy();
        table.live().forEach(transaction -> all.add(transaction, untilMicros));
        return all.list();
    }

    List<DnsServer> servers(long untilMicros) {
        Servers all = left.copy();
        table.live().forEach(transaction -> all.add(transaction, untilMicros));
        return all.summaries();
    }

    List<SearchedName> searched() {
        return searches.names();
    }
}
