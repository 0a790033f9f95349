package io.nettools.analyser.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.wire.Capture;
import io.nettools.analyser.wire.Wire;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of diagnoses: consequences go, the like come together, the most serious is first; whatever there is of them. */
class FindingsTest {
    private static Diagnosis at(Code code, String where) {
        return Diagnosis.of(code, where, 1, where + " " + code);
    }

    private static List<Code> left(Diagnosis... all) {
        return Consequences.removed(List.of(all)).stream().map(Diagnosis::code).toList();
    }

    @Test
    void aConsequenceIsRemovedOnlyAtThePlaceOfItsCause() {
        Diagnosis unanswered = at(Code.HttpUnanswered, "10.0.0.2:80");
        assertEquals(List.of(Code.ConnectionReset), left(unanswered, at(Code.ConnectionReset, "10.0.0.2:80")));
        assertEquals(
                List.of(Code.HttpUnanswered, Code.ConnectionReset),
                left(unanswered, at(Code.ConnectionReset, "10.0.0.3:80")));
    }

    @Test
    void aFindingAboutAHostExplainsThoseAboutItsPorts() {
        assertEquals(
                List.of(Code.NeighbourUnanswered),
                left(
                        at(Code.ConnectionUnanswered, "10.0.0.2:80"),
                        at(Code.NeighbourUnanswered, "10.0.0.2"),
                        at(Code.ConnectionUnanswered, "10.0.0.2:81")));
        assertEquals(
                List.of(Code.NeighbourUnanswered),
                left(at(Code.NeighbourUnanswered, "fd00::2"), at(Code.ConnectionUnanswered, "[fd00::2]:80")));
    }

    @Test
    void noTwoCodesExplainEachOther() {
        for (Code one : Code.values()) {
            for (Code other : Code.values()) {
                List<Code> left = left(at(one, "x"), at(other, "x"));
                assertTrue(!left.isEmpty(), one + " and " + other);
            }
        }
    }

    @Test
    void aRepeatedFindingNamesEachPlaceOnce() {
        Diagnosis first = at(Code.DatabaseLoginRefused, "10.0.0.2:5432");
        Diagnosis other = at(Code.DatabaseLoginRefused, "10.0.0.3:5432");
        Diagnosis all = first.alsoAt(List.of(first, other, first, other, other));
        assertEquals(List.of("5 more alike at 10.0.0.2:5432, 10.0.0.3:5432"), all.evidence());
        assertEquals(6, all.hits());
    }

    @Test
    void onlyTheFirstOfManyPlacesAreNamed() {
        List<Diagnosis> places = IntStream.range(0, 100)
                .mapToObj(n -> at(Code.ConnectionRefused, "10.0.1." + n % 50 + ":80"))
                .toList();
        String evidence = places.getFirst().alsoAt(places).evidence().getFirst();
        assertTrue(evidence.startsWith("100 more alike at 10.0.1.0:80, 10.0.1.1:80, "), evidence);
        long named = evidence.chars().filter(character -> character == ':').count();
        assertTrue(evidence.endsWith(" and " + (50 - named) + " more"), evidence);
    }

    private static byte[] refused(int number) {
        String server = "11." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
        return Wire.ip4(6, server, "10.0.0.1", Wire.tcp(80, 40_000, "R.", 0, 1, new byte[0], new byte[0]));
    }

    private static byte[] asked(int number) {
        String server = "11." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
        return Wire.ip4(6, "10.0.0.1", server, Wire.tcp(40_000, 80, "S", 0, 0, new byte[0], new byte[0]));
    }

    /** Each end once, and one of them again and again before all others. */
    private static Report flood(int ends) {
        Analyser analyser = new Analyser(0, Map.of());
        Capture begin = Capture.of(Capture.RAW);
        for (int i = 0; i < 5; i++) {
            begin.packet(asked(0)).packet(refused(0));
        }
        analyser.accept(ByteBuffer.wrap(begin.bytes()));
        for (int batch = 1; batch < ends; batch += 1000) {
            Capture capture = Capture.of(Capture.RAW);
            for (int i = batch; i < batch + 1000; i++) {
                capture.packet(asked(i)).packet(refused(i));
            }
            byte[] bytes = capture.bytes();
            analyser.accept(ByteBuffer.wrap(Arrays.copyOfRange(bytes, 24, bytes.length)));
        }
        return analyser.report();
    }

    @Test
    void aFloodOfEndsIsOneFindingWithTheWorstFirst() {
        Report report = flood(30_000);
        assertEquals(1, report.findings().size());
        Finding finding = report.findings().getFirst();
        assertEquals("ConnectionRefused", finding.code());
        assertTrue(finding.evidence().toString().length() < 1000, finding::toString);
        assertTrue(report.summary().length() <= Summary.LONGEST, report::summary);
    }

    @Test
    void evictedConnectionsCountToo() {
        Report report = flood(30_000);
        long told = report.findings().getFirst().evidence().size();
        assertTrue(told > 1, "it says where else");
        assertTrue(report.notes().getFirst().contains("dropped from the table"), report.notes()::toString);
        assertTrue(report.summary().startsWith("other ends refuse"), report::summary);
    }
}
