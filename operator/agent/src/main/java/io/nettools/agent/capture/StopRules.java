package io.nettools.agent.capture;

import io.nettools.analyser.report.CaptureReport.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Decides why a capture ends: the first rule that applies. Events that already ended the data come before requests to
 * end.
 */
final class StopRules {
    private static final List<Function<Situation, Optional<Stop>>> RULES = List.of(
            Situation::written,
            when(now -> now.toolEnded() && now.interfaceDisappeared() && now.targetGone(), Stop.TargetGone),
            when(now -> now.toolEnded() && now.interfaceDisappeared(), Stop.InterfaceGone),
            when(Situation::toolEnded, Stop.ToolFailed),
            when(Situation::targetGone, Stop.TargetGone),
            when(Situation::terminated, Stop.Terminated),
            when(Situation::stopRequested, Stop.StopRequested),
            when(now -> now.elapsed().compareTo(now.duration()) >= 0, Stop.Duration));

    private StopRules() {}

    static Optional<Stop> decide(Situation now) {
        return RULES.stream().flatMap(rule -> rule.apply(now).stream()).findFirst();
    }

    /**
     * Whether it is worth waiting for packets in the kernel's ring, which hands them over up to a second late. It is
     * not when tcpdump has ended, a limit is reached, or the target is gone.
     */
    static boolean worthDraining(Stop stop) {
        return stop == Stop.Duration || stop == Stop.StopRequested || stop == Stop.Terminated;
    }

    private static Function<Situation, Optional<Stop>> when(Predicate<Situation> applies, Stop stop) {
        return now -> Optional.of(stop).filter(ignored -> applies.test(now));
    }

    /**
     * A running capture at one moment.
     *
     * @param written why the capture file is full: a limit, or the disk
     * @param toolEnded tcpdump has ended by itself
     * @param interfaceDisappeared tcpdump reported it
     * @param targetGone neither a process nor an interface of the target is left
     * @param terminated SIGTERM has arrived
     * @param stopRequested the operator asked for the end
     * @param elapsed the time since tcpdump began to capture
     * @param duration the time that it is to capture
     */
    record Situation(
            Optional<Stop> written,
            boolean toolEnded,
            boolean interfaceDisappeared,
            boolean targetGone,
            boolean terminated,
            boolean stopRequested,
            Duration elapsed,
            Duration duration) {}
}
