package io.nettools.planner.plan;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.planner.answer.Answer;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.TargetStatus;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.TracePod.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The rules about one target of a trace that is under way. The first match wins. */
final class TargetRules {
    static final List<Function<TargetView, Optional<TargetPlan>>> RULES = List.of(
            TargetRules::alreadyEnded,
            TargetRules::podRejected,
            TargetRules::podNeverStays,
            TargetRules::podMissing,
            TargetRules::strangerEntered,
            TargetRules::captureFailed,
            TargetRules::resultReady,
            TargetRules::podEndedWithoutResult,
            TargetRules::podCannotStart,
            TargetRules::pastStartDeadline,
            TargetRules::pastDeadline,
            TargetRules::stopRequested,
            TargetRules::capturing,
            TargetRules::starting);

    /**
     * The kubelet's reasons for an image that cannot be pulled, and for a pod that it rejects (kubelet/images,
     * kubelet/lifecycle).
     */
    private static final Map<String, Reason> FATAL = Map.ofEntries(
            Map.entry("ImagePullBackOff", Reason.ImagePullFailed),
            Map.entry("ErrImageNeverPull", Reason.ImagePullFailed),
            Map.entry("InvalidImageName", Reason.ImagePullFailed),
            Map.entry("ImageInspectError", Reason.ImagePullFailed),
            Map.entry("CreateContainerConfigError", Reason.PodRejected),
            Map.entry("CreateContainerError", Reason.PodRejected),
            Map.entry("RunContainerError", Reason.PodRejected),
            Map.entry("UnexpectedAdmissionError", Reason.PodRejected),
            Map.entry("NodeAffinity", Reason.PodRejected),
            Map.entry("OutOfcpu", Reason.PodRejected),
            Map.entry("OutOfmemory", Reason.PodRejected),
            Map.entry("OutOfpods", Reason.PodRejected),
            Map.entry("Evicted", Reason.Evicted),
            Map.entry("DeadlineExceeded", Reason.DeadlineExceeded),
            Map.entry("NodeLost", Reason.PodLost));

    /** Usual time between the end of the capture container and that of the analyser. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private TargetRules() {}

    static TargetPlan decide(TargetView view) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(view).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the last rule answers always"));
    }

    /** A target that has ended stays as it is, whatever its pod reports now. */
    private static Optional<TargetPlan> alreadyEnded(TargetView view) {
        return view.target().reason().terminal() ? Optional.of(TargetPlan.keep(view.target())) : Optional.empty();
    }

    /** The API server rejected its trace pod. */
    private static Optional<TargetPlan> podRejected(TargetView view) {
        return view.refusal()
                .map(said -> TargetPlan.ended(
                        view.target(),
                        Reason.PodRejected,
                        "The API server refused the trace pod; an admin must allow it (Pod Security label, quota or policy of the "
                                + "trace namespace): " + said));
    }

    /** Each pod was gone before tcpdump captured: somebody deletes it, and may go on for ever. */
    private static Optional<TargetPlan> podNeverStays(TargetView view) {
        boolean wouldBeMade = view.pod().isEmpty()
                && view.target().reason() == Reason.Starting
                && view.candidate().isPresent()
                && !view.observed().trace().spec().stop();
        return wouldBeMade && view.tooLateToMake()
                ? Optional.of(TargetPlan.ended(
                        view.target(),
                        Reason.StartDeadlineExceeded,
                        "tcpdump did not listen within "
                                + view.limits().startDeadline().toSeconds()
                                + " s of the start, and the trace pod is gone: find what deletes pods in the"
                                + " trace namespace, then create the trace again."))
                : Optional.empty();
    }

    /** Not made yet, or gone. */
    private static Optional<TargetPlan> podMissing(TargetView view) {
        if (view.pod().isPresent()) {
            return Optional.empty();
        }
        if (view.target().reason() == Reason.Capturing) {
            return Optional.of(TargetPlan.ended(
                    view.target(),
                    Reason.PodLost,
                    "The trace pod was deleted while it captured; create the trace again."));
        }
        if (view.observed().trace().spec().stop()) {
            return Optional.of(TargetPlan.ended(view.target(), Reason.Stopped, "Stopped before a capture began."));
        }
        if (view.candidate().isPresent()) {
            return Optional.of(TargetPlan.ensuring(
                    view.target(), PodOrders.of(view, view.candidate().get())));
        }
        return Optional.of(
                view.asked()
                        ? TargetPlan.ended(
                                view.target(),
                                Reason.TargetGone,
                                "The " + (view.target().atOtherEnd() ? "peer " : "target ")
                                        + view.target().noun() + " ended before a capture began.")
                        : TargetPlan.waiting(view.target(), view.now().plusSeconds(1)));
    }

    /** The trace pod reports about another pod, or does not name it: nothing of its report is kept. */
    private static Optional<TargetPlan> strangerEntered(TargetView view) {
        return view.pod().flatMap(Stranger::of).map(why -> TargetPlan.ended(view.target(), Reason.TargetGone, why));
    }

    /** Nothing was captured, so no analysis will follow. */
    private static Optional<TargetPlan> captureFailed(TargetView view) {
        return view.pod()
                .flatMap(TracePod::capture)
                .filter(capture -> capture.ended().stop().failed())
                .map(capture -> TargetPlan.ended(
                        view.target(), Answer.reason(capture.ended().stop()), Answer.sentence(capture)));
    }

    /** Both containers have reported. */
    private static Optional<TargetPlan> resultReady(TargetView view) {
        return view.answer().map(end -> TargetPlan.answered(end, List.of(), view.filter()));
    }

    /** The pod has ended and a report is missing: the other one is kept, with the reason. */
    private static Optional<TargetPlan> podEndedWithoutResult(TargetView view) {
        return view.pod().filter(pod -> pod.state().ended()).map(pod -> {
            String why = pod.state().trouble().map(Trouble::message).orElse("it left no readable message");
            Optional<CaptureReport> capture = pod.capture();
            if (capture.isPresent()) {
                return evicted(pod, capture.get())
                        ? unread(
                                view, Reason.Evicted, capture.get(), "the trace pod was terminated early (" + why + ")")
                        : unread(view, Reason.AnalyserFailed, capture.get(), "the analyser ended early (" + why + ")");
            }
            Reason reason =
                    pod.state().trouble().map(Trouble::reason).map(FATAL::get).orElse(Reason.CaptureFailed);
            TargetStatus ended = view.target().as(reason, "The trace pod ended without a result: " + why);
            return TargetPlan.keep(
                    pod.report().map(report -> Answer.uncounted(ended, report)).orElse(ended));
        });
    }

    /** Whether the kubelet or a deletion ended it: then the analyser did not fail. */
    private static boolean evicted(TracePod pod, CaptureReport capture) {
        return pod.state().trouble().map(Trouble::reason).map(FATAL::get).equals(Optional.of(Reason.Evicted))
                || capture.ended().stop() == CaptureReport.Stop.Terminated;
    }

    /** The capture has reported and the analyser has not: the capture's counters are kept. */
    private static TargetPlan unread(TargetView view, Reason reason, CaptureReport capture, String why) {
        String kept = reason == Reason.Evicted ? "; the counters are kept." : ".";
        return TargetPlan.keep(Answer.unread(
                view.target().as(reason, "The packets were counted but not read: " + why + kept), capture));
    }

    /** The kubelet has given up, or repeats what cannot succeed. */
    private static Optional<TargetPlan> podCannotStart(TargetView view) {
        return view.pod()
                .flatMap(pod -> pod.state().trouble())
                .filter(trouble -> FATAL.containsKey(trouble.reason()))
                .map(trouble -> TargetPlan.ended(
                        view.target(),
                        FATAL.get(trouble.reason()),
                        "The trace pod cannot run on node " + view.target().node() + " (" + trouble.reason() + "): "
                                + trouble.message()));
    }

    /** Not attached in time. */
    private static Optional<TargetPlan> pastStartDeadline(TargetView view) {
        return view.pod()
                .filter(pod -> view.target().reason() == Reason.Starting
                        && pod.state().readySince().isEmpty()
                        && pod.capture().isEmpty())
                .filter(pod -> !view.now().isBefore(view.startDeadline(pod)))
                .map(pod -> TargetPlan.ended(
                        view.target(),
                        Reason.StartDeadlineExceeded,
                        "tcpdump did not listen within "
                                + view.limits().startDeadline().toSeconds() + " s"
                                + pod.state()
                                        .trouble()
                                        .map(trouble -> " (" + trouble.reason() + ": " + trouble.message() + ")")
                                        .orElse("")
                                + "; see kubectl describe node "
                                + view.target().node() + "."));
    }

    /** It should have ended: its kubelet does not answer, or its analyser hangs. */
    private static Optional<TargetPlan> pastDeadline(TargetView view) {
        return view.pod()
                .filter(pod -> !view.now().isBefore(view.deadline(pod)))
                .map(pod -> pod.capture()
                        .map(capture ->
                                unread(view, Reason.AnalyserFailed, capture, "the analyser did not answer in time"))
                        .orElseGet(() -> TargetPlan.ended(
                                view.target(),
                                Reason.DeadlineExceeded,
                                "No result arrived in time: node "
                                        + view.target().node()
                                        + " may be lost; see kubectl get node "
                                        + view.target().node() + ".")));
    }

    /** The stop is passed to the pod once, by an annotation. */
    private static Optional<TargetPlan> stopRequested(TargetView view) {
        return view.pod()
                .filter(pod -> view.observed().trace().spec().stop()
                        && !pod.told().stop()
                        && pod.capture().isEmpty())
                .map(pod -> TargetPlan.stopping(
                        view.target(), new PodRef(pod.name(), pod.uid(), false), view.deadline(pod)));
    }

    /** Ready is the proof of attachment; it stays so until the result is there. */
    private static Optional<TargetPlan> capturing(TargetView view) {
        return view.pod()
                .filter(pod ->
                        pod.state().readySince().isPresent() || view.target().reason() == Reason.Capturing)
                .map(pod ->
                        TargetPlan.waiting(view.target().as(Reason.Capturing, "tcpdump listens."), wake(view, pod)));
    }

    private static Instant wake(TargetView view, TracePod pod) {
        Instant deadline = view.deadline(pod);
        return pod.capture().isPresent() && view.now().plus(SOON).isBefore(deadline)
                ? view.now().plus(SOON)
                : deadline;
    }

    /** Waits, at most until the start deadline. */
    private static Optional<TargetPlan> starting(TargetView view) {
        Instant until = view.pod().map(view::startDeadline).orElse(view.now());
        return Optional.of(TargetPlan.waiting(view.target(), until));
    }
}
