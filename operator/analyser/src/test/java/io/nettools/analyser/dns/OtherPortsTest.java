package io.nettools.analyser.dns;

import static io.nettools.analyser.dns.Resolving.A;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Dns;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtherPortsTest {
    private static Dns query(int id) {
        return Dns.query(id, "web.example", A).option(0);
    }

    private static Dns answer(int id) {
        return Dns.answer(id, "web.example", A).records(1);
    }

    @Test
    void aServerProvesItselfByItsAnswer() {
        Resolving talk =
                new Resolving().at(5353).asks(40_000, query(1)).after(3_000).answers(40_000, answer(1));
        assertEquals(List.of("web.example A NOERROR 1"), talk.told());
        assertEquals(3_000, talk.transactions().getFirst().latencyMicroseconds());
    }

    @Test
    void anUnansweredQueryToAProvedServerCounts() {
        Resolving talk = new Resolving().at(1053).asks(40_000, query(1)).answers(40_000, answer(1));
        talk.asks(40_001, Dns.query(2, "other.example", A)).quiet(2_000_000);
        assertEquals(1, talk.onlyServer().count(Outcome.Unanswered));
    }

    @Test
    void aQueryToAnUnprovedServerIsIgnored() {
        Resolving talk = new Resolving().at(9999).asks(40_000, query(1)).quiet(2_000_000);
        assertEquals(List.of(), talk.told());
        assertEquals(List.of(), talk.facts().servers());
    }

    @Test
    void anAnswerWithAnotherIdOrQuestionProvesNothing() {
        Resolving talk = new Resolving().at(1053).asks(40_000, query(1)).answers(40_000, answer(2));
        talk.answers(40_000, Dns.answer(1, "other.example", A)).answers(40_000, Dns.message(1, 0x8001, new byte[0]));
        assertEquals(List.of(), talk.told());
    }

    @Test
    void multicastQueriesNeedNoAnswer() {
        byte[] payload =
                Dns.message(0, 0, Dns.question(Dns.name("printer.local"), A)).bytes();
        Capture capture = Capture.of(Capture.RAW);
        capture.packet(Wire.ip4(17, "10.0.0.1", "224.0.0.251", Wire.udp(5353, 5353, payload)));
        capture.packet(Wire.ip4(17, "10.0.0.1", "224.0.0.251", Wire.udp(40_000, 5353, payload)));
        Resolving talk = new Resolving(capture).quiet(5_000_000);
        assertEquals(2, talk.facts().multicast());
        assertEquals(List.of(), talk.told());
    }
}
