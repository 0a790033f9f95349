package io.nettools.agent.capture;

import io.nettools.agent.conntrack.Tracking;
import io.nettools.agent.handover.PlainName;
import io.nettools.agent.target.Interfaces;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.report.Views;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The end of a capture, as far as tcpdump is concerned.
 *
 * @param message a sentence on a failure; else empty
 * @param attachedMillis when tcpdump began to capture; 0 when it never did
 * @param stoppedMillis when the end was decided
 * @param endedMillis when the capture had ended
 * @param passed packets on each interface during the capture
 * @param kernel what the kernel said of the namespace until the end was decided
 */
record Ending(
        Stop stop,
        String message,
        long attachedMillis,
        long stoppedMillis,
        long endedMillis,
        Counts counts,
        PassedPackets passed,
        KernelSaid kernel) {
    private static final int MAX_MESSAGE = 300;

    Ending {
        message = PlainName.of(message, MAX_MESSAGE);
    }

    /** A capture that never began. */
    static Ending failed(Stop stop, String message, long nowMillis) {
        return new Ending(
                stop, message, 0, nowMillis, nowMillis, Counts.NONE, PassedPackets.UNKNOWN, KernelSaid.NOTHING);
    }

    Ending counting(Counts known) {
        return new Ending(stop, message, attachedMillis, stoppedMillis, endedMillis, known, passed, kernel);
    }

    /** The time in which all packets are in the file, except those that the kernel reports as dropped. */
    Views.Window window() {
        boolean cutShort = stop == Stop.MaxPackets || stop == Stop.MaxBytes || stop == Stop.DiskFull;
        return new Views.Window(attachedMillis, cutShort ? counts.lastMillis() : stoppedMillis);
    }

    CaptureReport report(
            Interfaces interfaces, List<String> podIps, Tracking.Ended conntrack, Optional<Topology> topology) {
        return new CaptureReport(
                new CaptureReport.Ended(stop, message, attachedMillis, endedMillis),
                new CaptureReport.Counts(
                        counts.captured(),
                        counts.receivedByFilter(),
                        counts.droppedByKernel(),
                        counts.bytes(),
                        conntrack.lost()),
                conntrack.node(),
                interfaces.bounded().stream()
                        .map(one -> one.counting(passed.on(one.name())))
                        .toList(),
                topology,
                Stream.concat(interfaces.notes(podIps).stream(), conntrack.notes().stream())
                        .toList());
    }

    /**
     * The written packets, and the kernel's counts as tcpdump reports them.
     *
     * @param lastMillis time of the last packet, ms since the epoch
     */
    record Counts(long captured, long bytes, long receivedByFilter, long droppedByKernel, long lastMillis) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        static Counts of(CaptureFile file, TcpdumpMessages messages) {
            return new Counts(
                    file.packets(),
                    file.bytes(),
                    messages.receivedByFilter(),
                    messages.droppedByKernel(),
                    file.lastMillis());
        }
    }
}
