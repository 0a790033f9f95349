package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static io.nettools.analyser.dns.Resolving.AAAA;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsLogTest {
    private static final int SERVFAIL = 2;
    private static final int NXDOMAIN = 3;
    private static final int REFUSED = 5;
    private static final int SECOND = 1_000_000;

    private static Dns query(int id) {
        return Dns.query(id, "web.example", A);
    }

    private static Dns answer(int id) {
        return Dns.answer(id, "web.example", A).records(2);
    }

    @Test
    void queryAndAnswer() {
        Resolving talk = new Resolving().asks(40_000, query(7)).after(4_000).answers(40_000, answer(7));
        DnsTransaction expected = new DnsTransaction(
                "10.0.0.1:40000", "10.0.0.2:53", "UDP", "web.example", "A", "NOERROR", 2, 1, null, 4_000L);
        assertEquals(List.of(expected), talk.transactions());
    }

    @Test
    void anotherIdOrPortOrQuestionIsNoAnswer() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .answers(40_000, answer(8))
                .answers(40_001, answer(7))
                .answers(40_000, Dns.answer(7, "other.example", A))
                .answers(40_000, Dns.answer(7, "web.example", AAAA));
        assertEquals(List.of("web.example A  1"), talk.told());
        assertEquals(4, talk.facts().strayAnswers());
    }

    @Test
    void caseOfLettersDoesNotMatter() {
        Resolving talk =
                new Resolving().asks(40_000, Dns.query(7, "wEb.ExAmple", A)).answers(40_000, answer(7));
        assertEquals(List.of("wEb.ExAmple A NOERROR 1"), talk.told());
    }

    @Test
    void twoQuestionsWithOneId() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .asks(40_000, Dns.query(7, "other.example", A))
                .answers(40_000, answer(7))
                .answers(40_000, Dns.answer(7, "other.example", A).code(REFUSED));
        assertEquals(List.of("other.example A REFUSED 1", "web.example A NOERROR 1"), talk.told());
    }

    @Test
    void errorsByName() {
        Resolving talk = new Resolving()
                .lookup(1, "a", A, SERVFAIL, 0)
                .lookup(2, "b", A, NXDOMAIN, 0)
                .lookup(3, "c", A, REFUSED, 0)
                .lookup(4, "d", A, 1, 0)
                .lookup(5, "e", A, 12, 0)
                .lookup(6, "f", A, 23, 0)
                .lookup(7, "g", 4711, 0, 0);
        List<String> expected = List.of(
                "a A SERVFAIL 1",
                "c A REFUSED 1",
                "d A FORMERR 1",
                "e A RCODE12 1",
                "f A BADCOOKIE 1",
                "b A NXDOMAIN 1",
                "g TYPE4711 NOERROR 1");
        assertEquals(expected, talk.told());
    }

    @Test
    void upperBitsOfTheCodeAreFoundBehindOtherRecords() {
        Dns late = Dns.answer(7, "web.example", A).records(3).code(16);
        assertEquals(
                List.of("web.example A BADVERS 1"),
                new Resolving().asks(4, query(7)).answers(4, late).told());
    }

    @Test
    void errorWithoutAQuestionBelongsToTheQueryWithItsId() {
        Resolving talk = new Resolving().asks(40_000, query(7)).answers(40_000, Dns.message(7, 0x8001, new byte[0]));
        assertEquals(List.of("web.example A FORMERR 1"), talk.told());
    }

    @Test
    void aQueryIsUnansweredOnlyAfterEnoughTime() {
        Resolving talk = new Resolving().asks(40_000, query(7));
        assertEquals(1, talk.onlyServer().count(Outcome.Undecided));
        assertEquals(1, talk.quiet(SECOND).onlyServer().count(Outcome.Unanswered));
        assertEquals(List.of("web.example A  1"), talk.told());
    }

    @Test
    void theSameDatagramAgainIsARetry() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .after(5 * SECOND)
                .asks(40_000, query(7))
                .answers(40_000, answer(7));
        assertEquals(List.of("web.example A NOERROR 2"), talk.told());
        assertEquals(5 * SECOND + 1000, talk.transactions().getFirst().latencyMicroseconds());
        assertEquals(1, talk.onlyServer().count(Trait.Retried));
    }

    @Test
    void aRetryMayComeFromAnotherPortWithAnotherId() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .after(5 * SECOND)
                .asks(40_001, query(9))
                .answers(40_001, answer(9));
        assertEquals(List.of("web.example A NOERROR 2"), talk.told());
        assertEquals(0, talk.onlyServer().count(Trait.AnsweredLate));
    }

    @Test
    void theAnswerToTheFirstOfTwoPortsIsLate() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .after(5 * SECOND)
                .asks(40_001, query(9))
                .answers(40_000, answer(7))
                .answers(40_001, answer(9));
        assertEquals(List.of("web.example A NOERROR 2"), talk.told());
        assertEquals(1, talk.onlyServer().count(Trait.AnsweredLate));
        assertEquals(0, talk.onlyServer().count(Trait.AnsweredTwice));
    }

    @Test
    void twoProgramsThatAskAtOnceAreNoRetry() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .asks(40_001, query(9))
                .answers(40_000, answer(7))
                .answers(40_001, answer(9));
        assertEquals(List.of("web.example A NOERROR 1", "web.example A NOERROR 1"), talk.told());
    }

    @Test
    void aQueryAfterAnAnswerIsANewTransaction() {
        Resolving talk =
                new Resolving().lookup(1, "web.example", A, 0, 1).after(SECOND).lookup(2, "web.example", A, 0, 1);
        assertEquals(List.of("web.example A NOERROR 1", "web.example A NOERROR 1"), talk.told());
    }

    @Test
    void answersWithoutAQueryAreNoFailure() {
        Resolving talk = new Resolving().answers(40_000, answer(7));
        assertEquals(List.of(), talk.told());
        assertEquals(1, talk.facts().strayAnswers());
        assertEquals(List.of(), talk.facts().servers());
    }

    @Test
    void aSecondAnswerIsOnlyCounted() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .answers(40_000, answer(7))
                .answers(40_000, Dns.answer(7, "web.example", A).code(NXDOMAIN));
        assertEquals(List.of("web.example A NOERROR 1"), talk.told());
        assertEquals(1, talk.onlyServer().count(Trait.AnsweredTwice));
    }

    @Test
    void copiesOnAnotherInterfaceAreNoRetry() {
        Capture capture = Capture.of(Capture.COOKED2);
        byte[] query = Wire.ip4(17, "10.0.0.1", "10.0.0.2", Wire.udp(40_000, 53, query(7).bytes()));
        byte[] answer = Wire.ip4(
                17, "10.0.0.2", "10.0.0.1", Wire.udp(53, 40_000, answer(7).bytes()));
        capture.packet(Wire.cooked2(3, 0, 1, 0x0800, query)).packet(Wire.cooked2(4, 4, 1, 0x0800, query));
        capture.packet(Wire.cooked2(4, 0, 1, 0x0800, answer)).packet(Wire.cooked2(3, 4, 1, 0x0800, answer));
        Resolving talk = new Resolving(capture);
        assertEquals(List.of("web.example A NOERROR 1"), talk.told());
        assertEquals(0, talk.facts().strayAnswers());
        assertEquals(0, talk.onlyServer().count(Trait.AnsweredTwice));
    }

    @Test
    void oneOfAPairIsLost() {
        Resolving talk = new Resolving()
                .asks(40_000, Dns.query(1, "web.example", A))
                .asks(40_000, Dns.query(2, "web.example", AAAA))
                .answers(40_000, Dns.answer(2, "web.example", AAAA))
                .after(5 * SECOND)
                .asks(40_000, Dns.query(1, "web.example", A))
                .answers(40_000, Dns.answer(1, "web.example", A).records(1))
                .asks(40_000, Dns.query(2, "web.example", AAAA))
                .answers(40_000, Dns.answer(2, "web.example", AAAA));
        assertEquals(1, talk.onlyServer().count(Trait.LostOfPair));
        assertEquals(List.of("web.example A NOERROR 2", "web.example AAAA NOERROR 2"), talk.told());
        assertEquals(0, talk.onlyServer().count(Trait.AnsweredTwice));
    }

    @Test
    void anUnansweredPairIsNoRace() {
        Resolving talk = new Resolving()
                .asks(40_000, Dns.query(1, "web.example", A))
                .asks(40_000, Dns.query(2, "web.example", AAAA))
                .quiet(5 * SECOND);
        assertEquals(0, talk.onlyServer().count(Trait.LostOfPair));
        assertEquals(2, talk.onlyServer().count(Outcome.Unanswered));
    }

    @Test
    void anAnsweredPairIsNoRace() {
        Resolving talk = new Resolving()
                .asks(40_000, Dns.query(1, "web.example", A))
                .asks(40_000, Dns.query(2, "web.example", AAAA))
                .answers(40_000, Dns.answer(2, "web.example", AAAA))
                .answers(40_000, Dns.answer(1, "web.example", A))
                .quiet(5 * SECOND);
        assertEquals(0, talk.onlyServer().count(Trait.LostOfPair));
    }

    @Test
    void failuresComeFirstThenTheSlowThenTheOthersInOrder() {
        Resolving talk = new Resolving().lookup(1, "first", A, 0, 1).lookup(2, "second", A, 0, 1);
        talk.asks(7, Dns.query(3, "slow", A)).after(400_000).answers(7, Dns.answer(3, "slow", A));
        talk.asks(8, Dns.query(4, "slower", A)).after(800_000).answers(8, Dns.answer(4, "slower", A));
        talk.lookup(5, "broken", A, SERVFAIL, 0)
                .asks(9, Dns.query(6, "lost", A))
                .quiet(SECOND);
        List<String> names =
                talk.transactions().stream().map(DnsTransaction::name).toList();
        assertEquals(List.of("lost", "broken", "slower", "slow", "first", "second"), names);
    }

    @Test
    void updatesAndNotificationsAreOnlyCounted() {
        Resolving talk = new Resolving().asks(40_000, Dns.message(7, 0x2800, Dns.question(Dns.name("example"), 6)));
        assertEquals(List.of(), talk.told());
        assertEquals(1, talk.facts().otherMessages());
    }

    @Test
    void latencyPerServer() {
        Resolving talk = new Resolving();
        for (int i = 1; i <= 20; i++) {
            talk.asks(i, Dns.query(i, "n" + i, A)).after(i * 10_000L).answers(i, Dns.answer(i, "n" + i, A));
        }
        Latency latency = talk.onlyServer().latency();
        assertEquals(20, latency.answers());
        assertEquals(200_000, latency.maxMicros());
        assertWithinAQuarter(100_000, latency.medianMicros());
        assertWithinAQuarter(190_000, latency.percentile95Micros());
    }

    private static void assertWithinAQuarter(long exact, long found) {
        assertEquals(true, found >= exact && found <= exact * 5 / 4, exact + " is not near " + found);
    }
}
