package io.nettools.agent.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The new cut beside the old one, down all floors. */
class TrimmedTest {
    @Test
    void aReportOfACaptureIsCutAsBefore() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../analyser/src/test/resources"))) {
            List<Path> captures = files.filter(one -> one.toString().matches(".*\\.(pcap|pcapng|cap)"))
                    .toList();
            assertTrue(captures.size() > 90, () -> captures.size() + " captures");
            for (Path one : captures) {
                assertAlike(new ReportCut(read(one)));
            }
        }
    }

    static void assertAlike(ReportCut old) {
        Trimmed<Report> trimmed = new Trimmed<>(old.report());
        assertEquals(filled(old.whole()), filled(trimmed.whole()));
        Optional<Sizes> kept = Optional.of(old.whole().atMost(old.limit()));
        while (kept.isPresent()) {
            assertEquals(old.keeping(kept.get()), trimmed.keeping(kept.get()));
            kept = kept.get().cut(old.floors());
        }
    }

    static void assertAlike(CaptureReportCut old) {
        Trimmed<CaptureReport> trimmed = new Trimmed<>(old.report());
        Optional<Sizes> kept = Optional.of(old.whole().atMost(old.limit()));
        while (kept.isPresent()) {
            assertEquals(old.keeping(kept.get()), trimmed.keeping(kept.get()));
            kept = kept.get().cut(old.floors());
        }
    }

    private static List<Integer> filled(Sizes sizes) {
        return Stream.of(Part.values()).map(sizes::of).toList();
    }

    private static Report read(Path capture) throws IOException {
        Analyser analyser = new Analyser(12, Map.of(1, "lo"));
        analyser.accept(ByteBuffer.wrap(Files.readAllBytes(capture)));
        return analyser.report();
    }
}
