package io.nettools.analyser.dns;

import io.nettools.analyser.report.DnsTransaction;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A query, however often it was sent, and its answer once that was captured. */
final class Transaction {
    /**
     * Time without an answer after which a query counts as unanswered, µs. Impatient resolvers ask again after a
     * second.
     */
    static final long PATIENCE = 1_000_000;

    /** Longest time from an answer to its copy behind a translation, µs. */
    private static final long TRANSLATED = 100_000;

    private static final long NEVER = Long.MAX_VALUE;

    private final QueryKey first;
    private final Question question;
    private final long number;
    private final int interfaceIndex;
    private final long firstMicros;
    private QueryKey last;
    private long lastMicros;
    private long againMicros = NEVER;
    private long answerMicros = NEVER;
    private int queries = 1;
    private int answersSeen;
    private int responseCode = ResponseCode.NONE;
    private int records;
    private int answerInterface;
    private boolean truncated;
    private boolean followed;
    private boolean fallback;
    private boolean late;
    private boolean searched;
    private Transaction pair;
    private Endpoint stranger;
    private int strangeAnswers;
    private long strangeMicros = NEVER;

    /**
     * Begins with the first query.
     *
     * @param number the number of the transaction in the capture
     * @param interfaceIndex the interface on which it was captured: on a node each forwarded packet is captured on
     *     several
     */
    Transaction(QueryKey key, Question question, long number, int interfaceIndex, long micros) {
        first = key;
        last = key;
        this.question = question;
        this.number = number;
        this.interfaceIndex = interfaceIndex;
        firstMicros = micros;
        lastMicros = micros;
    }

    /** Notes that the query was sent again. */
    void again(QueryKey key, long micros) {
        last = key;
        lastMicros = micros;
        againMicros = queries == 1 ? micros : againMicros;
        queries++;
    }

    void answer(QueryKey key, Message message, int seenAt, long micros) {
        answersSeen++;
        answerInterface = answersSeen == 1 ? seenAt : answerInterface;
        if (answersSeen > 1) {
            return;
        }
        answerMicros = micros;
        late = !key.equals(last);
        responseCode = message.responseCode();
        records = message.answers();
        truncated = message.truncated();
    }

    /** Notes an answer from an end that was not asked. */
    void answerOf(Endpoint other, long micros) {
        stranger = other;
        strangeAnswers++;
        strangeMicros = strangeAnswers == 1 ? micros : strangeMicros;
    }

    /**
     * The end that answers in place of the server. A capture on both sides of a translation has the answer of the
     * server soon after; only one that the client did not take counts.
     */
    Optional<Endpoint> stranger(long nowMicros) {
        boolean repeated = lastMicros > strangeMicros;
        boolean waited = !answered() && nowMicros - strangeMicros >= TRANSLATED;
        return Optional.ofNullable(stranger).filter(other -> repeated || waited);
    }

    int strangeAnswers() {
        return strangeAnswers;
    }

    /** Notes the other transaction of a pair of A and AAAA that were asked for at the same time. */
    void pairWith(Transaction other) {
        pair = other;
        other.pair = this;
    }

    /** Notes that the client went on to another name of its search list. */
    void searchedOn() {
        searched = true;
    }

    /** Notes that the client asks over TCP, because the answer was cut. */
    void followedBy(Transaction overTcp) {
        followed = true;
        overTcp.fallback = true;
    }

    QueryKey key() {
        return first;
    }

    Question question() {
        return question;
    }

    /** Its place in the order of all transactions. */
    long number() {
        return number;
    }

    int interfaceIndex() {
        return interfaceIndex;
    }

    long firstMicros() {
        return firstMicros;
    }

    /** Time of the last query. */
    long lastMicros() {
        return lastMicros;
    }

    boolean answered() {
        return answersSeen > 0;
    }

    /** Whether it was answered, and an answer on this interface is a copy of the one on another. */
    boolean answeredElsewhere(int seenAt) {
        return answered() && seenAt != answerInterface;
    }

    /** Whether it has no pair of A and AAAA yet. */
    boolean unpaired() {
        return pair == null;
    }

    /** Whether the answer was cut and no query over TCP has followed yet. */
    boolean awaitsTcp() {
        return truncated && !followed;
    }

    /** Whether the answer has no record of that name and type. */
    boolean emptyHanded() {
        return responseCode == ResponseCode.NXDOMAIN || (responseCode == ResponseCode.NOERROR && records == 0);
    }

    boolean nameExists() {
        return responseCode == ResponseCode.NOERROR && !emptyHanded();
    }

    boolean noSuchName() {
        return responseCode == ResponseCode.NXDOMAIN;
    }

    /**
     * Time from the first query to the answer, µs; -1 without an answer. It is never negative, even when the clock was
     * set back.
     */
    long latencyMicros() {
        return answered() ? Math.max(0, answerMicros - firstMicros) : -1;
    }

    /** @param nowMicros the time until which an answer could have been captured */
    Outcome outcome(long nowMicros) {
        return switch (responseCode) {
            case ResponseCode.NONE -> nowMicros - firstMicros >= PATIENCE ? Outcome.Unanswered : Outcome.Undecided;
            case ResponseCode.NOERROR -> records == 0 && !truncated ? Outcome.NoData : Outcome.Answered;
            case ResponseCode.FORMERR -> Outcome.FormErr;
            case ResponseCode.SERVFAIL -> Outcome.ServFail;
            case ResponseCode.NXDOMAIN -> searched ? Outcome.SearchNxDomain : Outcome.NxDomain;
            case ResponseCode.REFUSED -> Outcome.Refused;
            default -> Outcome.OtherError;
        };
    }

    Set<Trait> traits(long nowMicros) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        addIf(traits, queries > 1, Trait.Retried);
        addIf(traits, truncated, Trait.Truncated);
        addIf(traits, awaitsTcp() && nowMicros - answerMicros >= PATIENCE, Trait.TruncatedNotFollowed);
        addIf(traits, fallback, Trait.TcpFallback);
        addIf(traits, lostOfPair(nowMicros), Trait.LostOfPair);
        addIf(traits, late, Trait.AnsweredLate);
        addIf(traits, answersSeen > queries, Trait.AnsweredTwice);
        return traits;
    }

    private static void addIf(Set<Trait> traits, boolean condition, Trait trait) {
        if (condition) {
            traits.add(trait);
        }
    }

    /**
     * Whether it is {@link Trait#LostOfPair}. After one of two answers clients ask for both again, so the state before
     * that counts.
     */
    private boolean lostOfPair(long nowMicros) {
        boolean waitedInVain = answerMicros >= againMicros && nowMicros - firstMicros >= PATIENCE;
        return pair != null
                && waitedInVain
                && pair.answered()
                && pair.answerMicros < Math.min(againMicros, pair.againMicros);
    }

    DnsTransaction report() {
        return new DnsTransaction(
                first.client().text(),
                first.server().text(),
                first.tcp() ? "TCP" : "UDP",
                question.name(),
                RecordType.text(question.type()),
                ResponseCode.text(responseCode),
                records,
                queries,
                truncated ? true : null,
                answered() ? latencyMicros() : null);
    }
}
