package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding.Severity;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** From which number on a rule about a server end speaks, and what it says then. */
class ServerRulesTest {
    private static final String SERVER = "10.0.0.2:80";

    private static ServerFacts facts(Consumer<Transfers> known) {
        ServerFacts facts = new ServerFacts(SERVER);
        facts.plainCaptured(true);
        known.accept(facts.transfers);
        return facts;
    }

    private static List<Diagnosis> all(ServerFacts facts) {
        return Rules.SERVER.stream().flatMap(rule -> rule.apply(facts).stream()).toList();
    }

    private static String codes(ServerFacts facts) {
        return all(facts).stream().map(one -> one.code().name()).collect(Collectors.joining(" "));
    }

    private static Diagnosis only(ServerFacts facts) {
        List<Diagnosis> all = all(facts);
        assertEquals(1, all.size(), all::toString);
        return all.getFirst();
    }

    private static ServerFacts lost(long sentAgain, long segments) {
        return facts(transfers -> {
            transfers.sentAgain = sentAgain;
            transfers.timeouts = sentAgain;
            transfers.segments = segments;
        });
    }

    @Test
    void aServerWithoutFactsHasNoFindings() {
        assertEquals("", codes(new ServerFacts(SERVER)));
    }

    @Test
    void lossIsAFindingFromFiveSegmentsAndOnePercent() {
        assertEquals("", codes(lost(4, 4)));
        assertEquals("PacketLoss", codes(lost(5, 500)));
        assertEquals("", codes(lost(5, 501)));
    }

    @Test
    void reorderedSegmentsAreNotLost() {
        ServerFacts late = lost(9, 100);
        late.transfers.timeouts = 4;
        late.transfers.fast = 5;
        late.transfers.outOfOrder = 5;
        assertEquals("", codes(late));
        late.transfers.outOfOrder = 4;
        assertEquals("PacketLoss", codes(late));
    }

    @Test
    void reorderingIsAFindingFromTenSegmentsAndOnePercent() {
        assertEquals("", codes(overtaken(9, 100)));
        assertEquals("Reordering", codes(overtaken(10, 1000)));
        assertEquals("", codes(overtaken(10, 1001)));
    }

    private static ServerFacts overtaken(long outOfOrder, long segments) {
        return facts(transfers -> {
            transfers.outOfOrder = outOfOrder;
            transfers.segments = segments;
        });
    }

    @Test
    void theNetworkIsSlowFrom150MillisecondsOn() {
        assertEquals("", codes(facts(transfers -> transfers.roundTripMicros = 149_999)));
        assertEquals("SlowNetwork", codes(facts(transfers -> transfers.roundTripMicros = 150_000)));
    }

    @Test
    void distanceExplains300MillisecondsToAnAddressOfTheInternet() {
        ServerFacts away = new ServerFacts("203.0.113.9:443");
        away.transfers.roundTripMicros = 299_999;
        assertEquals("", codes(away));
        away.transfers.roundTripMicros = 300_000;
        assertEquals("SlowNetwork", codes(away));
    }

    @Test
    void aWindowClosedFor200MillisecondsIsAFinding() {
        assertEquals("", codes(closedFor(199_999)));
        assertEquals("ReceiverWindowFull", codes(closedFor(200_000)));
    }

    private static ServerFacts closedFor(long micros) {
        return facts(transfers -> {
            transfers.connections = 3;
            transfers.serverFull = 1;
            transfers.longestFullMicros = micros;
            transfers.fullMicros = micros;
        });
    }

    @Test
    void theEndWithMoreClosedWindowsDoesNotRead() {
        assertEquals(
                SERVER + " does not read received data",
                only(closedFor(200_000)).headline());
        ServerFacts client = closedFor(200_000);
        client.transfers.clientFull = 2;
        assertEquals(
                "a client of " + SERVER + " does not read received data",
                only(client).headline());
    }

    @Test
    void anApplicationIsSlowWhenSeveralAnswersAreAndFivePercent() {
        assertEquals("", codes(thinking(5, 1)));
        assertEquals("SlowApplication", codes(thinking(5, 2)));
        assertEquals("SlowApplication", codes(thinking(40, 2)));
        assertEquals("", codes(thinking(41, 2)));
        assertEquals("", codes(thinking(0, 0)));
    }

    private static ServerFacts thinking(long answers, long slow) {
        return facts(transfers -> {
            transfers.answers = answers;
            transfers.slowAnswers = slow;
            transfers.longestThinkMicros = 5_000_000;
        });
    }

    @Test
    void knownHttpRequestsReplaceTheSlowApplication() {
        ServerFacts http = thinking(2, 2);
        http.http.requests = 1;
        assertEquals("", codes(http));
    }

    @Test
    void aKnownRoundTripIsEvidence() {
        ServerFacts unknown = thinking(2, 2);
        assertTrue(!only(unknown).evidence().toString().contains("network"), only(unknown)::toString);
        unknown.transfers.roundTripMicros = 400;
        assertTrue(only(unknown).evidence().toString().contains("network round trip 0.4 ms"), only(unknown)::toString);
    }

    @Test
    void resetsWhileWaitingAndWithoutAByteAddUp() {
        ServerFacts reset = facts(transfers -> transfers.connections = 4);
        reset.endings.of(Ending.ResetWaiting).add("10.0.0.1:40000", 1, 0);
        reset.endings.of(Ending.ResetSilent).add("10.0.0.1:40001", 1, 0);
        reset.endings.of(Ending.ResetSilent).add("10.0.0.1:40002", 1, 0);
        assertEquals("10.0.0.2:80 resets connections (3 of 4)", only(reset).headline());
        assertEquals(Severity.Warning, only(reset).severity());
        reset.transfers.connections = 3;
        assertEquals(Severity.Error, only(reset).severity());
    }

    @Test
    void slowResponsesAreAFindingFromFivePercent() {
        assertEquals("", codes(slow(1, 21)));
        assertEquals("HttpSlow", codes(slow(1, 20)));
    }

    private static ServerFacts slow(long slow, long answered) {
        ServerFacts facts = new ServerFacts(SERVER);
        facts.http.requests = answered;
        facts.http.answered = answered;
        facts.http.slow = slow;
        return facts;
    }

    @Test
    void clientErrorsAreAFindingAboveHalf() {
        assertEquals("", codes(wrong(2, 4, 0)));
        assertEquals("HttpClientErrors", codes(wrong(3, 4, 0)));
    }

    @Test
    void challengesCountOnlyIfAllResponsesAreErrors() {
        assertEquals("", codes(wrong(3, 4, 3)));
        assertEquals("HttpClientErrors", codes(wrong(4, 4, 4)));
    }

    private static ServerFacts wrong(long errors, long answered, long challenges) {
        ServerFacts facts = new ServerFacts(SERVER);
        facts.http.requests = answered;
        facts.http.answered = answered;
        facts.http.clientErrors = errors;
        facts.http.challenges = challenges;
        return facts;
    }

    @Test
    void aRefusalBesideAcceptedConnectionsIsAWarning() {
        ServerFacts refused = new ServerFacts(SERVER);
        refused.attempts.all = 3;
        refused.attempts.refused = 3;
        assertEquals(Severity.Error, only(refused).severity());
        refused.attempts.all = 5;
        refused.attempts.established = 2;
        assertEquals(Severity.Warning, only(refused).severity());
        assertTrue(only(refused).evidence().toString().contains("2 of 5 connections were accepted"));
    }

    @Test
    void aProhibitingFirewallIsReportedBeforeAClosedPort() {
        ServerFacts closed = new ServerFacts(SERVER);
        closed.rejections.ports = 2;
        closed.rejections.from = "10.0.0.9";
        assertTrue(only(closed).message().startsWith("No program listens at " + SERVER), only(closed)::message);
        closed.rejections.prohibited = 1;
        assertTrue(only(closed).message().startsWith("A firewall at 10.0.0.9"), only(closed)::message);
        assertEquals(3, only(closed).hits());
    }
}
