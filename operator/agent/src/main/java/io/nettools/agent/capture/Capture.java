package io.nettools.agent.capture;

import io.nettools.agent.conntrack.ConntrackRecording;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Log;
import io.nettools.agent.handover.Termination;
import io.nettools.agent.target.CannotCapture;
import io.nettools.agent.target.Interfaces;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.TargetSearch;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** One capture from finding the target to the report. Whatever fails on the way is in the report, with a sentence. */
public final class Capture {
    private static final Duration POLL = Duration.ofMillis(200);

    /** The kernel hands over a block of the ring when it is full or a second old. */
    private static final Duration DRAIN = Duration.ofMillis(1100);

    private final Order order;
    private final Layout layout;
    private final Termination termination;
    private final InstantSource clock;
    private final ReportDraft draft = new ReportDraft();

    public Capture(Order order, Layout layout, Termination termination, InstantSource clock) {
        this.order = order;
        this.layout = layout;
        this.termination = termination;
        this.clock = clock;
    }

    public CaptureReport run() {
        TargetSearch search = new TargetSearch(layout.hostProc(), order);
        try (NetworkNamespace namespace = search.enter()) {
            Attachment attachment = new Attachment(order, layout, namespace);
            Interfaces interfaces = attachment.interfaces();
            draft.interfaces(interfaces.bounded());
            draft.notes(interfaces.notes(order.target().podIps()));
            attachment.check(interfaces);
            recordAll(namespace, attachment.filter(), search);
        } catch (CannotCapture reason) {
            draft.end(reason.stop(), reason.getMessage());
        } catch (IOException | RuntimeException reason) {
            draft.end(draft.attached() ? Stop.ToolFailed : Stop.AttachFailed, sentence(reason));
        }
        return draft.finish(clock.millis());
    }

    private void recordAll(NetworkNamespace namespace, Path filter, TargetSearch search)
            throws CannotCapture, IOException {
        if (!order.conntrack()) {
            recordPackets(namespace, filter, search);
            return;
        }
        ConntrackRecording conntrack = ConntrackRecording.start(namespace, layout);
        try (conntrack) {
            recordPackets(namespace, filter, search);
        } finally {
            draft.conntrackLost(conntrack.lost());
            draft.notes(conntrack.notes());
        }
    }

    private void recordPackets(NetworkNamespace namespace, Path filter, TargetSearch search)
            throws CannotCapture, IOException {
        try (CaptureFile file = new CaptureFile(layout.capture(), order.maxPackets(), order.maxBytes())) {
            Tcpdump tcpdump = Tcpdump.start(namespace, order, filter, file);
            try (AttachedHook hook = new AttachedHook(layout.hook())) {
                awaitListening(tcpdump);
                hook.release();
                Stop stop = awaitStop(tcpdump, new TargetWatch(search, namespace, tcpdump.pid()));
                draft.end(stop, stop == Stop.ToolFailed ? tcpdump.complaint() : "");
                drain(stop, tcpdump);
                draft.endedMillis(clock.millis());
            } finally {
                tcpdump.close(); // its counts come with its end
                draft.counts(file, tcpdump.messages());
            }
        }
    }

    private void awaitListening(Tcpdump tcpdump) throws CannotCapture {
        if (!tcpdump.listensWithin(Duration.ofMillis(order.startMillis()))) {
            Stop stop = tcpdump.messages().noSuchInterface() ? Stop.InterfaceNotFound : Stop.AttachFailed;
            throw new CannotCapture(
                    stop, tcpdump.ended() ? tcpdump.complaint() : "tcpdump did not begin to listen in time");
        }
        draft.attached(clock.millis());
        Log.decision("capture", "attached", "interface=" + order.networkInterface());
    }

    private Stop awaitStop(Tcpdump tcpdump, TargetWatch watch) throws IOException {
        long attached = System.nanoTime();
        StopRequest request = new StopRequest(layout.annotations());
        Optional<Stop> stop = Optional.empty();
        while (stop.isEmpty()) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - attached);
            stop = StopRules.decide(situation(tcpdump, watch, request, elapsed));
            if (stop.isEmpty()) {
                Duration rest = Duration.ofMillis(order.durationMillis()).minus(elapsed);
                tcpdump.awaitEnd(rest.compareTo(POLL) < 0 ? rest : POLL);
            }
        }
        Log.decision("capture", "stopping", "reason=" + stop.get());
        return stop.get();
    }

    private StopRules.Situation situation(Tcpdump tcpdump, TargetWatch watch, StopRequest request, Duration elapsed)
            throws IOException {
        boolean disappeared = tcpdump.messages().interfaceDisappeared();
        return new StopRules.Situation(
                tcpdump.limit(),
                tcpdump.ended(),
                disappeared,
                disappeared ? watch.processless() : watch.gone(),
                termination.requested(),
                request.made(),
                elapsed,
                Duration.ofMillis(order.durationMillis()));
    }

    private static void drain(Stop stop, Tcpdump tcpdump) {
        if (StopRules.worthDraining(stop)) {
            tcpdump.awaitEnd(DRAIN);
        }
    }

    private static String sentence(Exception reason) {
        return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    }
}
