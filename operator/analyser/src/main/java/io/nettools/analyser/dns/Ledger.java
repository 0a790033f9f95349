package io.nettools.analyser.dns;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Matches answers with queries, and queries with those that they repeat or follow. It keeps the transactions and the
 * counts for the report.
 */
final class Ledger {
    /** Name servers among which a client's next one is searched: the latest ones. */
    private static final int SERVERS = 4;
    /** Cut answers that wait for a query over TCP. */
    private static final int MOST_CUT = 16;
    /** Longest time between two copies of a captured packet, µs. */
    private static final long COPY = 20_000;
    /** Time after the first query in which an answer may come without its query: the capture began between them, µs. */
    private static final long BEGIN = 5_000_000;
    /** Longest time between the queries of one pair of A and AAAA, µs. */
    private static final long PAIR = 100_000;

    private final Servers left = new Servers();
    private final ListedTransactions listed;
    private final SearchLists searches = new SearchLists();
    private final TransactionTable table = new TransactionTable(this::leave);
    /** Cut answers that no query over TCP has followed yet. */
    private final Deque<Transaction> cut = new ArrayDeque<>();

    private final Deque<Endpoint> servers = new ArrayDeque<>();
    private long count;
    private long strayAnswers;
    private long lateStrays;
    private long beginMicros;
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
        if (same.filter(known -> Math.abs(micros - known.lastMicros()) < COPY).isPresent()) {
            same.orElseThrow().copied();
            return;
        }
        Optional<Transaction> here = same.isPresent() ? same : table.latest(key.lookup(question));
        Optional<Transaction> elsewhere = latestElsewhere(key, question);
        boolean over = elsewhere
                .filter(other -> other.answered() && !here.filter(other::before).isPresent())
                .isPresent();
        Retry retry = same.map(known -> Retry.ofSameKey(known, micros))
                .or(() -> here.filter(any -> !over).map(known -> elsewhere(known, key, micros)))
                .orElse(Retry.No);
        if (retry == Retry.No) {
            beginMicros = count == 0 ? micros : beginMicros;
            Transaction fresh = new Transaction(key, question, count++, interfaceIndex, micros);
            Stream.concat(here.stream(), elsewhere.stream())
                    .max(Comparator.comparingLong(Transaction::lastMicros))
                    .ifPresent(fresh::follows);
            begin(fresh);
            return;
        }
        Transaction known = here.orElseThrow();
        known.again(key, retry, micros);
        if (same.isEmpty()) {
            table.put(key, question, known);
        }
    }

    /** Whether a query from elsewhere is a retry. Resolvers that take a new id ask for the lost one of a pair only. */
    private Retry elsewhere(Transaction known, QueryKey key, long micros) {
        Retry retry = Retry.elsewhere(known, key, micros);
        boolean pairAgain = retry == Retry.Likely
                && known.answeredPair()
                        .filter(pair -> table.latest(pair.key().lookup(pair.question()))
                                .filter(latest -> latest != pair)
                                .isPresent())
                        .isPresent();
        return pairAgain ? Retry.No : retry;
    }

    private void begin(Transaction transaction) {
        QueryKey key = transaction.key();
        Question question = transaction.question();
        remember(key.server());
        if (key.tcp()) {
            table.latest(key.lookup(question))
                    .filter(Transaction::awaitsQueryOverTcp)
                    .ifPresent(cut -> cut.followedBy(transaction));
        }
        otherOfPair(question)
                .flatMap(other -> table.latest(key.lookup(other)))
                .filter(other -> transaction.mayPairWith(other, PAIR))
                .ifPresent(transaction::pairWith);
        searches.asked(transaction);
        table.put(key, question, transaction);
    }

    private void remember(Endpoint server) {
        if (!servers.contains(server)) {
            servers.addLast(server);
        }
        if (servers.size() > SERVERS) {
            servers.removeFirst();
        }
    }

    /** The latest transaction of the same host with the same question at another server. */
    private Optional<Transaction> latestElsewhere(QueryKey key, Question question) {
        if (servers.size() == 1 && servers.getFirst().equals(key.server())) {
            return Optional.empty();
        }
        return servers.stream()
                .filter(server -> !server.equals(key.server()))
                .map(server -> table.latest(new QueryKey(key.client(), server, key.tcp(), key.id()).lookup(question)))
                .flatMap(Optional::stream)
                .max(Comparator.comparingLong(Transaction::lastMicros));
    }

    private static Optional<Question> otherOfPair(Question question) {
        return switch (question.type()) {
            case RecordType.A -> Optional.of(question.ofType(RecordType.AAAA));
            case RecordType.AAAA -> Optional.of(question.ofType(RecordType.A));
            // of cut questions the types are not known
            case RecordType.UNKNOWN -> Optional.of(question);
            default -> Optional.empty();
        };
    }

    void answer(QueryKey key, Message message, int interfaceIndex, long micros) {
        nowMicros = micros;
        Optional<Transaction> asked = table.find(key, message.question());
        if (asked.isEmpty()) {
            if (!answerOfAnother(key, message, micros)) {
                stray(key, message, interfaceIndex, micros);
            }
            return;
        }
        Transaction transaction = asked.orElseThrow();
        if (transaction.answeredElsewhere(interfaceIndex)) {
            return;
        }
        transaction.answer(key, message, interfaceIndex, micros);
        searches.answered(transaction);
        if (transaction.failed()) {
            otherOfPair(transaction.question())
                    .flatMap(other -> table.latest(key.lookup(other)))
                    .filter(other -> other != transaction && other.nameExists())
                    .ifPresent(other -> transaction.otherHasRecords());
        }
        if (transaction.awaitsTcp()) {
            cut.addLast(transaction);
        }
        if (cut.size() > MOST_CUT) {
            cut.removeFirst();
        }
    }

    /**
     * Takes an answer to a query that was sent to another server: to the address of a Service, when nobody translates
     * the answer back.
     *
     * @return whether there is such a query
     */
    boolean answerOfAnother(QueryKey key, Message message, long micros) {
        Optional<Transaction> asked = message.question()
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

    /** Whether an answer was cut and no query over TCP has followed yet. */
    boolean awaitsTcp() {
        return !cut.isEmpty();
    }

    /** Takes a packet of a TCP connection, whatever was captured of it. */
    void overTcp(QueryKey key) {
        cut.removeIf(transaction -> transaction.followedBy(key));
    }

    /** An answer whose query was not captured, as at the beginning of a capture. It may be a step of a search. */
    private void stray(QueryKey key, Message message, int interfaceIndex, long micros) {
        strayAnswers++;
        lateStrays += count > 0 && micros - beginMicros > BEGIN ? 1 : 0;
        message.question().ifPresent(question -> {
            Transaction unasked = new Transaction(key, question, -1, interfaceIndex, micros);
            unasked.answer(key, message, interfaceIndex, micros);
            searches.asked(unasked);
            searches.answered(unasked);
            if (unasked.nameExists()) {
                otherOfPair(question)
                        .flatMap(other -> table.latest(key.lookup(other)))
                        .ifPresent(Transaction::otherHasRecords);
            }
        });
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
        return all.summaries(lateStrays > 0);
    }

    List<SearchedName> searched() {
        return searches.names();
    }
}
