package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose questions for neighbours are a fault, in captures of which nobody says whose interface it was. */
class BystandersTest {
    private static final String POD = "10.0.0.2";
    private static final String OTHER = "10.0.0.3";
    private static final String NOBODY = "10.0.0.77";

    private final Capture capture = Capture.of(Capture.ETHERNET);

    private BystandersTest asks(String asker, String target) {
        int mac = asker.charAt(asker.length() - 1) - '0';
        for (int i = 0; i < 3; i++) {
            capture.packet(Wire.ethernet(0x0806, Wire.arp(1, mac, asker, 0, target)))
                    .after(1_000_000);
        }
        return this;
    }

    private BystandersTest talks(String one, String other) {
        capture.packet(Wire.ethernet(0x0800, Wire.ip4(17, one, other, Wire.udp(40_000, 9000, new byte[9]))));
        capture.packet(Wire.ethernet(0x0800, Wire.ip4(17, other, one, Wire.udp(9000, 40_000, new byte[9]))));
        return this;
    }

    private List<String> codes() {
        return capture.report().findings().stream().map(Finding::code).toList();
    }

    @Test
    void theOnlyOneWhoAsksIsTheCapturedHost() {
        assertEquals(List.of("NeighbourUnanswered"), asks(POD, NOBODY).codes());
    }

    @Test
    void aHostThatTalksToSeveralIsTheCapturedOne() {
        talks(POD, "10.9.0.1").talks(POD, "10.9.0.2").asks(OTHER, "10.0.0.78").asks(POD, NOBODY);
        assertEquals(List.of("NeighbourUnanswered"), codes());
        String evidence = capture.report().findings().getFirst().evidence().getFirst();
        assertTrue(evidence.contains("requests by " + POD + " unanswered"), evidence);
    }

    @Test
    void anotherHostOnTheBridgeIsNoFaultOfThePod() {
        assertEquals(List.of(), talks(POD, "10.9.0.1").asks(OTHER, NOBODY).codes());
    }

    @Test
    void neitherIsOneThatThePodTalksTo() {
        talks(POD, "10.9.0.1").talks(POD, OTHER).asks(OTHER, NOBODY);
        assertEquals(List.of(), codes());
    }

    @Test
    void ofSeveralWhoAskNobodyKnowsWhoseAnswersWouldBeSeen() {
        assertEquals(
                List.of(), asks(OTHER, NOBODY).asks("10.0.0.4", "10.0.0.78").codes());
    }

    @Test
    void amongSeveralAnAnswerShowsTheCapturedHost() {
        asks(OTHER, "10.0.0.78").asks(POD, "10.0.0.1");
        capture.packet(Wire.ethernet(0x0806, Wire.arp(2, 1, "10.0.0.1", 2, POD)));
        assertEquals(List.of("NeighbourUnanswered"), asks(POD, NOBODY).codes());
    }
}
