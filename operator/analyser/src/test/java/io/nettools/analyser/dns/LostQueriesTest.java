package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static io.nettools.analyser.dns.Resolving.AAAA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Talk;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that are lost and asked again, and what only looks like them. */
class LostQueriesTest {
    private static final int SECOND = 1_000_000;

    private static Dns query(int id) {
        return Dns.query(id, "web.example", A);
    }

    private static Dns answer(int id) {
        return Dns.answer(id, "web.example", A).records(1);
    }

    private static List<String> codes(Resolving talk) {
        return talk.capture().report().findings().stream().map(Finding::code).toList();
    }

    /** Another lookup of the name, a while later. */
    private static Resolving other(Resolving talk) {
        return talk.after(7 * SECOND + 123_456).asks(45_000, query(99)).answers(45_000, answer(99));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000_000, 2_000_000, 2_500_000, 5_005_000, 10_000_000})
    void aQueryThatIsAnsweredAtOnceWhenItIsRepeatedWasLost(int wait) {
        for (int port : new int[] {40_000, 40_001}) {
            for (int id : new int[] {7, 8}) {
                Resolving talk = other(new Resolving())
                        .after(29 * SECOND)
                        .asks(40_000, query(7))
                        .after(wait)
                        .asks(port, query(id))
                        .answers(port, answer(id));
                assertEquals(List.of("DnsQueryLost"), codes(talk), port + " " + id);
                LostQueries lost = talk.onlyServer().lost();
                assertEquals(1, lost.again());
                assertEquals(wait, lost.longestMicros());
                assertEquals(1000, lost.answeredMicros());
                assertEquals(1000, talk.onlyServer().latency().maxMicros());
            }
        }
    }

    @Test
    void aQueryThatIsLostTwiceCountsOnceWithAllItsTime() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .after(5 * SECOND)
                .asks(40_000, query(7))
                .after(10 * SECOND)
                .asks(40_000, query(7))
                .answers(40_000, answer(7));
        LostQueries lost = talk.onlyServer().lost();
        assertEquals(1, lost.again());
        assertEquals(15 * SECOND, lost.longestMicros());
        assertTrue(talk.capture()
                .report()
                .summary()
                .startsWith("1 of 1 DNS queries to 10.0.0.2:53 or their answers lost, which costs 15.0 s"));
    }

    @Test
    void theNextServerAnswers() {
        Resolving talk = other(other(new Resolving())).after(20 * SECOND).asks(40_000, query(7));
        byte[] asked = Wire.udp(40_001, 53, query(7).bytes());
        byte[] answered = Wire.udp(53, 40_001, answer(7).bytes());
        talk.capture().after(5 * SECOND).packet(Wire.ip4(17, "10.0.0.1", "10.0.0.3", asked));
        talk.capture().packet(Wire.ip4(17, "10.0.0.3", "10.0.0.1", answered));
        assertEquals(List.of("DnsQueryLost"), codes(talk));
        assertEquals(1, talk.facts().servers().getFirst().lost().atNext());
        assertEquals(5 * SECOND, talk.facts().servers().getFirst().lost().longestMicros());
    }

    @Test
    void aServerInWhosePlaceTheNextOneAlwaysAnswersIsDead() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 3; i++) {
            talk.asks(40_000 + i, query(i));
            talk.capture()
                    .after(5 * SECOND)
                    .packet(Wire.ip4(17, "10.0.0.1", "10.0.0.3", Wire.udp(41_000 + i, 53, query(i).bytes())))
                    .packet(Wire.ip4(
                            17,
                            "10.0.0.3",
                            "10.0.0.1",
                            Wire.udp(53, 41_000 + i, answer(i).bytes())))
                    .after(20 * SECOND);
        }
        Report report = talk.capture().report();
        assertEquals(List.of("DnsUnanswered"), codes(talk));
        assertTrue(report.summary().startsWith("name server 10.0.0.2:53 does not answer (3 of 3)"), report::summary);
    }

    @Test
    void oneOfAPairFromOnePortIsTheRace() {
        Resolving talk = new Resolving()
                .asks(40_000, query(1))
                .asks(40_000, Dns.query(2, "web.example", AAAA))
                .answers(40_000, answer(1))
                .after(5 * SECOND)
                .asks(40_001, query(1))
                .answers(40_001, answer(1))
                .asks(40_001, Dns.query(2, "web.example", AAAA))
                .answers(40_001, Dns.answer(2, "web.example", AAAA));
        assertEquals(List.of("DnsQueryLost"), codes(talk));
        assertEquals(1, talk.onlyServer().lost().ofPairs());
        assertEquals(2, talk.onlyServer().transactions());
        assertTrue(talk.capture().report().summary().startsWith("1 of 2 DNS queries to 10.0.0.2:53 lost: race"));
    }

    @Test
    void oneOfTwoQueriesFromTwoPortsIsLostWithoutARace() {
        Resolving talk = new Resolving()
                .asks(40_000, query(1))
                .asks(40_001, Dns.query(2, "web.example", AAAA))
                .answers(40_000, answer(1))
                .after(5 * SECOND)
                .asks(40_001, Dns.query(2, "web.example", AAAA))
                .answers(40_001, Dns.answer(2, "web.example", AAAA));
        assertEquals(1, talk.onlyServer().lost().again());
        assertEquals(0, talk.onlyServer().lost().ofPairs());
    }

    @Test
    void aSlowServerThatAnswersBothQueriesLosesNone() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .after(SECOND)
                .asks(40_000, query(7))
                .after(200_000)
                .answers(40_000, answer(7))
                .after(SECOND)
                .answers(40_000, answer(7));
        assertEquals(List.of("DnsSlow"), codes(talk));
        assertEquals(1_200_000, talk.onlyServer().latency().maxMicros());
    }

    @Test
    void theLateAnswerToTheFirstQueryIsSlow() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .after(5 * SECOND)
                .asks(40_001, query(7))
                .answers(40_000, answer(7));
        assertEquals(List.of("DnsSlow"), codes(talk));
    }

    @Test
    void lookupsInARhythmAreNoRetries() {
        for (int missing = 0; missing < 6; missing++) {
            Resolving talk = new Resolving();
            for (int i = 0; i < 6; i++) {
                talk.asks(40_000 + i, query(i));
                if (i != missing) {
                    talk.answers(40_000 + i, answer(i));
                }
                talk.after(i == missing ? SECOND : 999_000);
            }
            assertEquals(List.of(), codes(talk.quiet(SECOND)), "without answer " + missing);
        }
    }

    @Test
    void lookupsInARhythmAtTwoServersAreNoRetries() {
        for (int missing = 0; missing < 5; missing++) {
            Capture capture = Capture.of(Capture.RAW);
            for (int i = 0; i < 6; i++) {
                String server = "10.0.0." + (2 + i % 2);
                capture.packet(Wire.ip4(17, "10.0.0.1", server, Wire.udp(40_000 + i, 53, query(i).bytes())));
                if (i != missing) {
                    capture.packet(Wire.ip4(
                            17,
                            server,
                            "10.0.0.1",
                            Wire.udp(53, 40_000 + i, answer(i).bytes())));
                }
                capture.after(i == missing ? SECOND : 999_000);
            }
            assertEquals(List.of(), codes(new Resolving(capture).quiet(SECOND)), "without answer " + missing);
        }
    }

    @Test
    void anAnswerThatIsMissingWithoutARepetitionWasNotCaptured() {
        Resolving talk = other(new Resolving()).asks(40_000, query(7)).quiet(60 * SECOND);
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void queriesAloneAreOneDirection() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 9; i++) {
            talk.asks(40_000 + i, query(i)).after(5 * SECOND);
        }
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void withAConnectionOfBothDirectionsQueriesAloneAreUnanswered() {
        Resolving talk = new Resolving();
        new Talk(talk.capture(), 50_000).client("S", 0, "").server("S.", 0, "").client(".", 1, "");
        for (int i = 0; i < 3; i++) {
            talk.asks(40_000 + i, query(i)).after(5 * SECOND);
        }
        assertEquals(List.of("DnsUnanswered"), codes(talk));
    }

    @Test
    void lookupsOfWhichAHoleInTheCaptureMakesRetriesAreNone() {
        Resolving talk =
                other(new Resolving()).after(29 * SECOND).asks(40_000, query(7)).after(5 * SECOND);
        talk.asks(40_001, query(8)).answers(40_001, answer(8));
        assertEquals(List.of("DnsQueryLost"), codes(talk));
        assertEquals(List.of(), codes(talk.answers(40_002, answer(9))));
    }

    @Test
    void aPairThatIsAskedForAnewIsANewLookup() {
        Resolving talk = new Resolving()
                .asks(40_000, query(1))
                .asks(40_000, Dns.query(2, "web.example", AAAA))
                .answers(40_000, answer(1))
                .after(5 * SECOND)
                .asks(40_001, query(3))
                .asks(40_001, Dns.query(4, "web.example", AAAA))
                .answers(40_001, answer(3))
                .answers(40_001, Dns.answer(4, "web.example", AAAA));
        assertEquals(List.of(), codes(talk));
    }

    @Test
    void aRetryBetweenLookupsInARhythmIsOne() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 4; i++) {
            talk.asks(40_000 + i, query(i));
            if (i == 2) {
                talk.after(5 * SECOND).asks(41_000, query(900)).answers(41_000, answer(900));
                talk.after(5 * SECOND - 1000);
            } else {
                talk.answers(40_000 + i, answer(i)).after(10 * SECOND - 1000);
            }
        }
        assertEquals(List.of("DnsQueryLost"), codes(talk));
    }

    @Test
    void queriesAloneThatAreRepeatedOutOfTheirRhythmAreUnanswered() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 4; i++) {
            talk.asks(40_000 + i, query(i)).after(5 * SECOND).asks(41_000 + i, query(900 + i));
            talk.after(7 * SECOND);
        }
        assertEquals(List.of("DnsUnanswered"), codes(talk));
    }

    @Test
    void queriesThatAreRepeatedWithTheirIdsHaveNoAnswer() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 3; i++) {
            talk.asks(40_000, query(7)).after(5 * SECOND);
        }
        assertEquals(List.of("DnsUnanswered"), codes(talk));
    }

    @Test
    void copiesOfPacketsChangeNothing() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .asks(40_000, query(7))
                .after(5 * SECOND)
                .asks(40_001, query(7))
                .asks(40_001, query(7))
                .answers(40_001, answer(7))
                .answers(40_001, answer(7));
        assertEquals(1, talk.onlyServer().lost().again());
        assertEquals(List.of("web.example A NOERROR 2"), talk.told());
        assertEquals(0, talk.onlyServer().count(Trait.AnsweredTwice));
    }

    @Test
    void aCutQuestionIsRepeatedOnlyByItsKey() {
        for (int port : new int[] {40_000, 40_001}) {
            Capture capture = Capture.cutAt(20 + 8 + 12 + 6, Capture.RAW);
            Resolving talk = new Resolving(capture)
                    .asks(40_000, query(7))
                    .after(5 * SECOND)
                    .asks(port, query(7))
                    .answers(port, answer(7));
            assertEquals(port == 40_000 ? 1 : 0, talk.onlyServer().lost().again());
        }
    }

    @Test
    void aClientThatGoesFromServerToServerWithoutEndIsBounded() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 300; i++) {
            String server = "10.0.1." + i % 250;
            talk.capture()
                    .packet(Wire.ip4(17, "10.0.0.1", server, Wire.udp(40_000, 53, query(7).bytes())))
                    .after(SECOND);
        }
        assertTrue(talk.facts().servers().size() <= Servers.CAPACITY + 1);
        assertTrue(talk.capture().report().findings().size() <= 20);
    }
}
