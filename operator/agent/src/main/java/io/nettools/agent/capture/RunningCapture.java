package io.nettools.agent.capture;

import com.fasterxml.jackson.core.JacksonException;
import io.nettools.agent.capture.NetTexts.SocketTexts;
import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Log;
import io.nettools.agent.handover.Termination;
import io.nettools.agent.target.CannotCapture;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.report.KernelCounters.Queue;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A capture from the start of tcpdump to the decision to end it. */
final class RunningCapture {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Limit for the last packets: the kernel hands over a block of its ring when the block is full or a second old. */
    static final Duration DRAIN = Duration.ofMillis(1100);

    /** Limit from tcpdump's last message to the end of its output. */
    static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Order order;
    private final Layout layout;
    private final Termination termination;
    private final InstantSource clock;
    private final Tcpdump tcpdump;

    RunningCapture(Order order, Layout layout, Termination termination, InstantSource clock, Tcpdump tcpdump) {
        this.order = order;
        this.layout = layout;
        this.termination = termination;
        this.clock = clock;
        this.tcpdump = tcpdump;
    }

    /**
     * Waits for the end of the capture.
     *
     * @param attached runs when tcpdump captures
     */
    Ending untilStopped(TargetWatch watch, Runnable attached) throws CannotCapture {
        awaitListening();
        Before before =
                new Before(clock.millis(), PassedPackets.seenBy(tcpdump.pid()), Namespace.seenBy(tcpdump.pid()));
        Log.decision("capture", "attached", "interface=" + order.capture().networkInterface());
        try (AttachedHook hook = new AttachedHook(layout.hook())) {
            hook.release();
            attached.run();
            Stop stop = awaitStop(watch);
            long stoppedMillis = clock.millis();
            KernelSaid kernel = since(before); // now: what is counted later need not be captured
            Log.decision("capture", "stopping", "reason=" + stop);
            if (StopRules.worthDraining(stop)) {
                tcpdump.awaitEnd(DRAIN);
            }
            return ending(stop, stop == Stop.ToolFailed ? tcpdump.complaint() : "", before, stoppedMillis, kernel);
        } catch (IOException | RuntimeException reason) {
            return ending(Stop.ToolFailed, sentence(reason), before, clock.millis(), since(before));
        }
    }

    /**
     * A sentence on a failure, from our own messages and the system's. A library's message may quote hostile input, and
     * does not help a user.
     */
    static String sentence(Exception reason) {
        boolean ours = reason instanceof CannotCapture
                || (reason instanceof IOException && !(reason instanceof JacksonException));
        if (!ours) {
            Log.decision("capture", "failed", "message=" + reason);
        }
        return ours && reason.getMessage() != null
                ? reason.getMessage()
                : "the trace pod failed (" + reason.getClass().getSimpleName() + ")";
    }

    private Ending ending(Stop stop, String message, Before before, long stoppedMillis, KernelSaid kernel) {
        return new Ending(
                stop,
                message,
                before.attachedMillis(),
                stoppedMillis,
                clock.millis(),
                Ending.Counts.NONE,
                PassedPackets.seenBy(tcpdump.pid()).since(before.passed()),
                kernel);
    }

    private KernelSaid since(Before before) {
        Namespace now = Namespace.seenBy(tcpdump.pid());
        return new KernelSaid(
                before.namespace().counters().flatMap(then -> now.counters()
                        .map(it -> it.since(then, queues(it, then)))),
                before.namespace().sockets().flatMap(then -> now.sockets().map(it -> it.since(then))));
    }

    private List<Queue> queues(NamespaceCounters now, NamespaceCounters then) {
        return now.overflowed(then) ? NetTexts.queuesSeenBy(tcpdump.pid()) : List.of();
    }

    /** The namespace when tcpdump began to capture. */
    private record Before(long attachedMillis, PassedPackets passed, Namespace namespace) {}

    /**
     * What the kernel shows of the namespace at one time. It is understood at the end: to understand it takes longer than
     * to read it, and the user waits for the begin.
     */
    private record Namespace(Optional<NetTexts> counts, Optional<SocketTexts> lists) {
        static Namespace seenBy(long process) {
            return new Namespace(NetTexts.seenBy(process), NetTexts.socketsSeenBy(process));
        }

        Optional<NamespaceCounters> counters() {
            return counts.map(NamespaceCounters::of);
        }

        Optional<ListeningSockets> sockets() {
            return lists.map(SocketTexts::listening);
        }
    }

    private void awaitListening() throws CannotCapture {
        if (!tcpdump.listensWithin(Duration.ofMillis(order.startMillis()))) {
            tcpdump.awaitEnd(LAST_WORDS);
            Stop stop = tcpdump.messages().noSuchInterface() ? Stop.InterfaceNotFound : Stop.AttachFailed;
            throw new CannotCapture(
                    stop, tcpdump.ended() ? tcpdump.complaint() : "tcpdump did not start to capture in time");
        }
    }

    private Stop awaitStop(TargetWatch watch) throws IOException {
        long attached = System.nanoTime();
        Optional<Stop> stop = Optional.empty();
        while (stop.isEmpty()) {
            Duration elapsed = Duration.ofNanos(System.nanoTime() - attached);
            stop = StopRules.decide(situation(watch, elapsed));
            if (stop.isEmpty()) {
                Duration rest = Duration.ofMillis(order.durationMillis()).minus(elapsed);
                tcpdump.awaitEnd(rest.compareTo(POLL) < 0 ? rest : POLL);
            }
        }
        return stop.get();
    }

    private StopRules.Situation situation(TargetWatch watch, Duration elapsed) throws IOException {
        boolean ended = tcpdump.ended(); // before its messages and its limit, which are complete by then
        boolean disappeared = tcpdump.messages().interfaceDisappeared();
        return new StopRules.Situation(
                tcpdump.limit(),
                ended,
                disappeared,
                disappeared ? watch.processesGo() : watch.gone(),
                termination.requested(),
                new StopRequest(layout.annotations()).made(),
                elapsed,
                Duration.ofMillis(order.durationMillis()));
    }
}
