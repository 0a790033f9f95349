package io.nettools.agent.capture;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/** What is known of a capture so far. The first end counts: what fails while it is wound up does not change why it ended. */
final class ReportDraft {
    private static final int MAX_MESSAGE = 300;

    private final List<String> notes = new ArrayList<>();
    private List<NetworkInterface> interfaces = List.of();
    private Stop stop = Stop.AttachFailed;
    private String message = "";
    private boolean ended;
    private long attachedMillis;
    private long endedMillis;
    private long captured;
    private long receivedByFilter;
    private long droppedByKernel;
    private long bytes;
    private long conntrackLost;

    void interfaces(List<NetworkInterface> found) {
        interfaces = found;
    }

    void notes(List<String> more) {
        notes.addAll(more);
    }

    void attached(long millis) {
        attachedMillis = millis;
    }

    boolean attached() {
        return attachedMillis > 0;
    }

    void end(Stop reason, String sentence) {
        if (!ended) {
            ended = true;
            stop = reason;
            message = printable(sentence);
        } else if (!sentence.isEmpty()) {
            notes.add(printable(sentence));
        }
    }

    void endedMillis(long millis) {
        endedMillis = millis;
    }

    void counts(CaptureFile file, TcpdumpMessages messages) {
        captured = file.packets();
        bytes = file.bytes();
        receivedByFilter = messages.receivedByFilter();
        droppedByKernel = messages.droppedByKernel();
    }

    void conntrackLost(long events) {
        conntrackLost = events;
    }

    CaptureReport finish(long nowMillis) {
        return new CaptureReport(
                stop,
                message,
                attachedMillis,
                endedMillis > 0 ? endedMillis : nowMillis,
                captured,
                receivedByFilter,
                droppedByKernel,
                bytes,
                conntrackLost,
                interfaces,
                notes);
    }

    private static String printable(String sentence) {
        String ascii = sentence.replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(ascii.length(), MAX_MESSAGE));
    }
}
