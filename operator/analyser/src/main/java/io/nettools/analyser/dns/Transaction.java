package io.nettools.analyser.dns;

import io.nettools.analyser.report.DnsTransaction;
import java.util.EnumSet;
import java.util.List;
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

    /** Longest time from a lost query's repetition to its answer, µs; a later one may be that of the first query. */
    private static final long PROMPT = 400_000;
    /** Name servers that one lookup is followed to. */
    private static final int MOST_SERVERS = 4;

    private final QueryKey first;
    private final Question question;
    private final long number;
    private final int interfaceIndex;
    private final long firstMicros;
    private QueryKey last;
    private long lastKeyMicros;
    private long beforeLastMicros;
    private long lastMicros;
    /** When its lookup began, perhaps at another server. */
    private long lookupMicros;

    private long sinceLast = NEVER;
    private long rhythmMicros = NEVER;
    private Retry retried = Retry.No;
    private boolean rhythm;
    /** Whether it followed the first lookup of its question. */
    private boolean cameFirst;

    private Transaction next;
    private Retry goneOn = Retry.No;
    private int servers = 1;
    private int copies;
    private long againMicros = NEVER;
    private long answerMicros = NEVER;
    private int queries = 1;
    private int answersSeen;
    private int responseCode = ResponseCode.NONE;
    private int records;
    private int answerInterface;
    private boolean truncated;
    private boolean followed;
    private boolean askedOverTcp;
    private boolean fallback;
    private boolean late;
    private boolean searched;
    private Transaction pair;
    private Transaction asked;
    private boolean negotiated;
    private boolean otherHas;
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
        lookupMicros = micros;
        lastKeyMicros = micros;
        beforeLastMicros = micros;
        lastMicros = micros;
    }

    /** Notes a second copy of the packet of its last query. */
    void copied() {
        copies++;
    }

    /** Notes that the query was sent again. */
    void again(QueryKey key, Retry retry, long micros) {
        retried = retried.compareTo(retry) < 0 ? retry : retried;
        lastKeyMicros = key.equals(last) ? lastKeyMicros : micros;
        last = key;
        beforeLastMicros = lastMicros;
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
        if (asked != null) {
            asked.negotiated = !negotiable();
            asked = null;
        }
        records = message.answers();
        truncated = message.truncated();
    }

    /** Notes the lookup of the same question before this one, which may have been sent to another server. */
    void follows(Transaction before) {
        asked = before.negotiable() && firstMicros - before.lastMicros <= Retry.LATEST ? before : null;
        sinceLast = firstMicros - before.lastMicros;
        long retriedAfter = before.queries > 1 ? before.lastMicros - before.beforeLastMicros : before.sinceLast;
        boolean firstWait = before.queries > 1 ? before.rhythmMicros == NEVER : before.cameFirst;
        before.rhythm |= firstWait && Retry.inRhythm(sinceLast, retriedAfter);
        cameFirst = before.rhythmMicros == NEVER;
        boolean elsewhere = !before.first.server().equals(first.server());
        Retry retry = elsewhere ? Retry.elsewhere(before, first, firstMicros) : Retry.No;
        goesOnFrom(before, retry);
        long since = firstMicros - (before.rhythm ? before.lastMicros : before.lookupMicros);
        lookupMicros = retry == Retry.No ? firstMicros : before.lookupMicros;
        rhythmMicros = retry == Retry.No ? Math.min(before.rhythmMicros, since) : before.rhythmMicros;
    }

    private void goesOnFrom(Transaction before, Retry retry) {
        if (retry != Retry.No && before.next == null && before.servers < MOST_SERVERS) {
            before.next = this;
            before.goneOn = retry;
            servers = before.servers + 1;
        }
    }

    /** Shortest time between two lookups of its question so far, µs. */
    long rhythmMicros() {
        return rhythmMicros;
    }

    /** Whether its last query was sent before that of another one. */
    boolean before(Transaction other) {
        return lastMicros < other.lastMicros;
    }

    /** Whether the other one of A and AAAA has no answer, so that the client may ask for both again. */
    boolean waitsForPair() {
        return pair != null && !pair.answered();
    }

    boolean hasId(int id) {
        return last.id() == id;
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

    /**
     * Notes a packet of a TCP connection, if it is one between the same hosts: what it asks for need not be captured.
     */
    boolean followedBy(QueryKey tcp) {
        boolean same = first.server().equals(tcp.server())
                && first.client().host().equals(tcp.client().host());
        followed |= same;
        return same;
    }

    /** Notes that the client asks over TCP, because the answer was cut. */
    void followedBy(Transaction overTcp) {
        followed = true;
        askedOverTcp = true;
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

    /** Notes that the other one of A and AAAA has records. */
    void otherHasRecords() {
        otherHas = true;
    }

    /** Whether it was answered with an error. */
    boolean failed() {
        return responseCode > ResponseCode.NOERROR;
    }

    /** Whether it was answered, and an answer on this interface is a copy of the one on another. */
    boolean answeredElsewhere(int seenAt) {
        return answered() && seenAt != answerInterface;
    }

    /** Whether another one, not long before, may be the other of A and AAAA; with a cut question only from one port. */
    boolean mayPairWith(Transaction other, long longestMicros) {
        boolean near = firstMicros - other.firstMicros <= longestMicros;
        boolean known = question.type() != RecordType.UNKNOWN || first.client().equals(other.first.client());
        return near && known && other != this && pair == null && other.pair == null;
    }

    /** Whether the answer was cut and no query over TCP has followed yet. */
    boolean awaitsTcp() {
        return truncated && !followed;
    }

    /** Whether the answer was cut, and no query over TCP was read yet. */
    boolean awaitsQueryOverTcp() {
        return truncated && !askedOverTcp;
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
        return answered() ? Math.max(0, answerMicros - (rhythm ? lastKeyMicros : firstMicros)) : -1;
    }

    /** Time that the server took, µs: from the query that it answered. */
    long serverMicros() {
        if (late) {
            return latencyMicros();
        }
        return Math.max(0, answerMicros - (lostHere() ? lastMicros : lastKeyMicros));
    }

    /** Whether it was asked again, and surely not by a new lookup. */
    private boolean askedAgain() {
        return retried == Retry.Sure || (retried == Retry.Likely && !rhythm);
    }

    /**
     * Whether a query or its answer was lost: it was sent again after a while and then answered at once, and no answer
     * to the query before came.
     */
    private boolean lostHere() {
        long waited = lastMicros - beforeLastMicros;
        long took = answerMicros - lastMicros;
        boolean prompt = took >= 0 && took <= Math.min(PROMPT, waited / 4);
        boolean fewer = answersSeen < queries + copies;
        return answered() && askedAgain() && !late && !first.tcp() && fewer && waited >= Retry.SOONEST && prompt;
    }

    private boolean lostToNext() {
        boolean wentOn = next != null && (goneOn == Retry.Sure || !next.rhythm);
        return wentOn && !answered() && (next.answered() || next.lostToNext());
    }

    /** Whether its retry comes out of a rhythm of lookups that was known before. */
    boolean outOfRhythm() {
        return retried == Retry.Likely && queries > 1 && rhythmMicros != NEVER;
    }

    /** How sure it is that it was repeated, or went on to another server, and not that something else was asked. */
    Retry certainty() {
        Retry there = goneOn == Retry.Likely && next.rhythm ? Retry.No : goneOn;
        Retry here = askedAgain() ? retried : Retry.No;
        return here.compareTo(there) < 0 ? there : here;
    }

    /** Its pair of A and AAAA, if it has one and that was answered. */
    Optional<Transaction> answeredPair() {
        return Optional.ofNullable(pair).filter(Transaction::answered);
    }

    /** What it adds to the lost queries of its server. */
    Optional<LostQueries> lost(long nowMicros, DnsExample example) {
        if (lostHere()) {
            long waited = lastMicros - firstMicros;
            int ofPair = lostOfPair(nowMicros) ? 1 : 0;
            return Optional.of(
                    new LostQueries(1, 0, ofPair, waited, waited, answerMicros - lastMicros, List.of(example)));
        }
        if (lostToNext()) {
            long waited = next.firstMicros - firstMicros;
            return Optional.of(new LostQueries(0, 1, 0, waited, waited, 0, List.of(example)));
        }
        return Optional.empty();
    }

    /** How sure it is that the client waited for an answer in vain: a repeated query shows it. */
    Retry vain(long nowMicros) {
        if (outcome(nowMicros) != Outcome.Unanswered || lostToNext()) {
            return Retry.No;
        }
        return certainty();
    }

    /** @param nowMicros the time until which an answer could have been captured */
    Outcome outcome(long nowMicros) {
        if (harmless() && !searched) {
            return Outcome.Harmless;
        }
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

    private boolean harmless() {
        boolean error = responseCode > ResponseCode.NOERROR;
        // an answer that only was not captured does not make the client ask again
        boolean pairHas = pair != null && (pair.answered() ? pair.nameExists() : pair.queries == 1);
        boolean expected = noSuchName() && ExpectedErrors.mayNotExist(question);
        boolean unknown = question.type() == RecordType.UNKNOWN && responseCode != ResponseCode.SERVFAIL;
        return error && (pairHas || otherHas || negotiated || expected || unknown || ExpectedErrors.optional(question));
    }

    /** Whether the error may mean that the client has to ask in another way: without EDNS, or with a cookie. */
    private boolean negotiable() {
        return switch (responseCode) {
            case ResponseCode.FORMERR, ResponseCode.NOTIMP, ResponseCode.BADVERS, ResponseCode.BADCOOKIE -> true;
            default -> false;
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
        addIf(traits, answersSeen > queries + copies, Trait.AnsweredTwice);
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
                && first.client().equals(pair.first.client())
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
