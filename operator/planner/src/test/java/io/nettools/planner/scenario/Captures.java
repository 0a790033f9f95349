package io.nettools.planner.scenario;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.util.List;
import java.util.Optional;

/** What a capture container says. */
public final class Captures {
    /** When tcpdump says that it listened: five seconds into {@link World#BEGIN}. */
    public static final long ATTACHED = World.BEGIN.plusSeconds(5).toEpochMilli();

    private Captures() {}

    /** Twelve packets in 1,021 bytes, none lost. */
    public static CaptureReport endedBy(Stop stop) {
        return endedBy(stop, "");
    }

    public static CaptureReport endedBy(Stop stop, String message) {
        return counting(stop, message, 12, 12, 0);
    }

    /** Nothing was ever captured. */
    public static CaptureReport failedBy(Stop stop, String message) {
        return new CaptureReport(
                new CaptureReport.Ended(stop, message, 0, ATTACHED),
                CaptureReport.Counts.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    public static CaptureReport counting(Stop stop, long captured, long received, long dropped) {
        return counting(stop, "", captured, received, dropped);
    }

    private static CaptureReport counting(Stop stop, String message, long captured, long received, long dropped) {
        return new CaptureReport(
                new CaptureReport.Ended(stop, message, ATTACHED, ATTACHED + 30_000),
                new CaptureReport.Counts(captured, received, dropped, 1021, 0),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of("captured by the tests"));
    }
}
