package io.nettools.agent.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.nettools.agent.handover.AliveLock.Holder;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoneFileTest {
    private static final CaptureReport REPORT = new CaptureReport(
            new CaptureReport.Ended(Stop.DiskFull, "", 1, 2),
            new CaptureReport.Counts(3, 6, 0, 400, 0),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            List.of("a note"));

    @TempDir
    Path folder;

    private DoneFile done;

    @BeforeEach
    void name() {
        done = new DoneFile(folder.resolve("done"));
    }

    @Test
    void theReportIsReadAsItWasWritten() throws IOException {
        done.reserve();
        assertFalse(done.exists(), "reserved space is no report");
        done.write(REPORT);
        assertEquals(Optional.of(REPORT), done.read());
    }

    @Test
    void aReportIsWrittenWithoutReservation() throws IOException {
        done.write(REPORT);
        assertEquals(Optional.of(REPORT), done.read());
    }

    @Test
    void aMissingOrBrokenReportReadsAsEmpty() throws IOException {
        assertEquals(Optional.empty(), done.read());
        Files.writeString(folder.resolve("done"), "{\"stop\":");
        assertEquals(Optional.empty(), done.read());
    }

    @Test
    void aFileThatNobodyLocksMeansADeadProcess() throws IOException {
        Path alive = folder.resolve("alive");
        assertEquals(Holder.NotStarted, AliveLock.holder(alive));
        AliveLock.hold(alive).acquiredBy().close();
        assertEquals(Holder.Dead, AliveLock.holder(alive));
    }
}
