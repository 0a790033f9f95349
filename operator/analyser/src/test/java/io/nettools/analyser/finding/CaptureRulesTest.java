package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.NetworkInterface;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CaptureRulesTest {
    private static final String PORT = "tcp port 80";

    private static NetworkInterface carried(String name, long packets) {
        return new NetworkInterface(1, name, 0, "UP", 1500, "", List.of(), packets);
    }

    private static CaptureFacts empty(String filter, long onEth0, long onLo) {
        return new CaptureFacts(
                0,
                "eth0",
                filter,
                0,
                Fragmented.NONE,
                Directions.UNKNOWN,
                List.of(carried("eth0", onEth0), carried("lo", onLo)));
    }

    private static List<Code> codes(CaptureFacts facts) {
        return Rules.CAPTURE.stream()
                .flatMap(rule -> rule.apply(facts).stream())
                .map(Diagnosis::code)
                .toList();
    }

    @Test
    void anEmptyCaptureIsExplainedByWherePacketsPassed() {
        assertEquals(List.of(Code.NoPackets), codes(empty("", 0, 0)));
        assertEquals(List.of(Code.NoPackets), codes(empty(PORT, 0, 0)));
        assertEquals(List.of(Code.FilterMatchedNothing), codes(empty(PORT, 7, 0)));
        assertEquals(List.of(Code.FilterMatchedNothing), codes(empty(PORT, 7, 7)));
        assertEquals(List.of(Code.OtherInterface), codes(empty("", 0, 7)));
        assertEquals(List.of(Code.OtherInterface), codes(empty(PORT, 0, 7)));
    }

    @Test
    void anEmptyCaptureReportsPacketsThatTheInterfaceCounted() {
        Diagnosis found = CaptureRules.noPackets(empty("", 2, 0)).orElseThrow();
        assertEquals("The capture holds no packets.", found.message());
        assertTrue(found.evidence().getFirst().contains("eth0 2 packets"), found::toString);
        Diagnosis quiet = CaptureRules.noPackets(empty("", 0, 0)).orElseThrow();
        assertTrue(quiet.message().startsWith("No interface of the pod carried a packet"), quiet::toString);
    }

    @Test
    void withoutCountersInterfacesAreNotReported() {
        Diagnosis found = CaptureRules.noPackets(
                        new CaptureFacts(0, "eth0", PORT, 0, Fragmented.NONE, Directions.UNKNOWN, List.of()))
                .orElseThrow();
        assertEquals(List.of(), found.evidence());
        assertEquals(List.of(Code.NoPackets), codes(empty(PORT, -1, -1)));
    }

    @Test
    void aCaptureOfAllInterfacesHasNoOtherInterface() {
        CaptureFacts facts = new CaptureFacts(
                0, "any", PORT, 0, Fragmented.NONE, Directions.UNKNOWN, List.of(carried("eth0", 3), carried("lo", 4)));
        Diagnosis found = CaptureRules.filterMatchedNothing(facts).orElseThrow();
        assertEquals(7, found.hits());
        assertEquals(List.of(Code.FilterMatchedNothing), codes(facts));
    }

    /** An empty capture has one explanation, whatever was counted; one with packets needs none. */
    @Property(tries = 500)
    void anEmptyCaptureHasOneExplanation(
            @ForAll boolean everywhere,
            @ForAll boolean filtered,
            @ForAll @IntRange(min = -1, max = 2) int onEth0,
            @ForAll @IntRange(min = -1, max = 2) int onLo,
            @ForAll @IntRange(max = 1) int captured) {
        List<NetworkInterface> interfaces = List.of(carried("eth0", onEth0), carried("lo", onLo));
        CaptureFacts facts = new CaptureFacts(
                captured,
                everywhere ? "any" : "eth0",
                filtered ? PORT : "",
                0,
                Fragmented.NONE,
                Directions.UNKNOWN,
                interfaces);
        assertEquals(1 - captured, codes(facts).size(), facts::toString);
    }

    @Test
    void packetsDroppedByTheKernelMakeTheCaptureIncomplete() {
        CaptureFacts facts = new CaptureFacts(90, "eth0", "", 10, Fragmented.NONE, Directions.UNKNOWN, List.of());
        assertEquals(List.of(Code.CaptureIncomplete), codes(facts));
        Optional<Diagnosis> found = CaptureRules.incomplete(facts);
        assertEquals(
                List.of("the kernel dropped 10 of 100 packets"),
                found.orElseThrow().evidence());
    }

    @Test
    void threeIncompleteDatagramsAreAFindingUnlessTheKernelDroppedPackets() {
        assertEquals(
                List.of(),
                codes(new CaptureFacts(90, "eth0", "", 0, new Fragmented(0, 2), Directions.UNKNOWN, List.of())));
        assertEquals(
                List.of(Code.FragmentsLost),
                codes(new CaptureFacts(90, "eth0", "", 0, new Fragmented(0, 3), Directions.UNKNOWN, List.of())));
        assertEquals(
                List.of(Code.CaptureIncomplete),
                codes(new CaptureFacts(90, "eth0", "", 1, new Fragmented(0, 3), Directions.UNKNOWN, List.of())));
    }
}
