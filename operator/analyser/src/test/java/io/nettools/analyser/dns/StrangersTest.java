package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static io.nettools.analyser.dns.Resolving.AAAA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private static final String POD = "10.0.0.9";

    private static Dns query(int id) {
        return Dns.query(id, "web.example", A);
    }

    private static Dns answer(int id) {
        return Dns.answer(id, "web.example", A).records(1);
    }

    private static List<Stranger> strangers(Resolving talk) {
        return talk.quiet(2_000_000).facts().servers().stream()
                .flatMap(server -> server.strangers().stream())
                .toList();
    }

    @Test
    void anAnswerWithIdPortAndQuestionOfAQueryToAnotherServer() {
        Resolving talk = new Resolving().asks(40_000, query(7)).strangerAnswers(POD, 53, 40_000, answer(7));
        Stranger stranger = strangers(talk).getFirst();
        assertEquals(POD + ":53", stranger.address());
        assertEquals(1, stranger.answers());
        assertEquals("10.0.0.1:40000", stranger.first().client());
        assertEquals(0, talk.facts().strayAnswers());
    }

    @Test
    void theStrangerMayAnswerFromAnotherPort() {
        Resolving talk = new Resolving().asks(40_000, query(7)).strangerAnswers(POD, 1053, 40_000, answer(7));
        assertEquals(POD + ":1053", strangers(talk).getFirst().address());
    }

    @Test
    void aCutQuestionIsEnough() {
        Resolving talk = new Resolving(Capture.cutAt(20 + 8 + 12 + 6, Capture.RAW))
                .asks(40_000, query(7))
                .strangerAnswers(POD, 53, 40_000, answer(7));
        assertEquals(1, strangers(talk).size());
    }

    @Test
    void anotherIdPortOrQuestionIsNoStrangersAnswer() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .strangerAnswers(POD, 53, 40_000, answer(8))
                .strangerAnswers(POD, 53, 40_001, answer(7))
                .strangerAnswers(POD, 53, 40_000, Dns.answer(7, "web.example", AAAA))
                .strangerAnswers(POD, 53, 40_000, Dns.answer(7, "other.example", A));
        assertEquals(List.of(), strangers(talk));
    }

    @Test
    void aCaptureOnBothSidesOfTheTranslationHasTheAnswerOfTheServerSoonAfter() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .strangerAnswers(POD, 53, 40_000, answer(7))
                .answers(40_000, answer(7));
        assertEquals(List.of(), strangers(talk));
    }

    @Test
    void anAnswerToTheRepetitionDoesNotExcuseTheStranger() {
        Resolving talk = new Resolving()
                .asks(40_000, query(7))
                .strangerAnswers(POD, 53, 40_000, answer(7))
                .after(5_000_000)
                .asks(40_000, query(7))
                .answers(40_000, answer(7));
        assertEquals(1, strangers(talk).size());
    }

    @Test
    void aServerThatIsAskedItselfIsNoStranger() {
        Capture capture =
                Capture.of(Capture.RAW).packet(Wire.ip4(17, "10.0.0.1", POD, Wire.udp(40_009, 53, query(1).bytes())));
        Resolving talk = new Resolving(capture).asks(40_000, query(7)).strangerAnswers(POD, 53, 40_000, answer(7));
        assertEquals(List.of(), strangers(talk));
    }

    @Test
    void aQueryToManyIsAnsweredByAnyOfThem() {
        Capture capture = Capture.of(Capture.RAW);
        for (String many : List.of("224.0.0.251", "10.0.0.255")) {
            capture.packet(Wire.ip4(17, "10.0.0.1", many, Wire.udp(40_000, 53, query(7).bytes())));
        }
        Resolving talk = new Resolving(capture).strangerAnswers(POD, 53, 40_000, answer(7));
        assertEquals(List.of(), strangers(talk));
    }

    @Test
    void manyStrangersAreBounded() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 100; i++) {
            talk.asks(40_000 + i, query(i)).strangerAnswers("10.0.1." + i, 53, 40_000 + i, answer(i));
        }
        assertTrue(strangers(talk).size() <= 8, strangers(talk)::toString);
    }

    @Test
    void theFindingNamesBothEndsAndReplacesDnsUnanswered() {
        Resolving talk = new Resolving();
        for (int i = 0; i < 3; i++) {
            talk.asks(40_000, query(7))
                    .strangerAnswers(POD, 53, 40_000, answer(7))
                    .after(5_000_000);
        }
        Report report = talk.quiet(2_000_000).capture().report();
        assertEquals(1, report.findings().size());
        assertEquals("AnswerFromAnotherAddress", report.findings().getFirst().code());
        assertTrue(
                report.summary()
                        .startsWith("answers of 10.0.0.2:53 come from 10.0.0.9: the translation back is missing"),
                report::summary);
    }
}
