package io.nettools.planner.scenario;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views.Window;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.TracePod.State;
import io.nettools.planner.trace.TracePod.Told;
import io.nettools.planner.trace.TracePod.Traced;
import io.nettools.planner.trace.TracePod.Trouble;
import java.time.Instant;
import java.util.Optional;

/** A trace pod, as the informer shows it; each method gives a later state of it. */
record ATracePod(TracePod pod) {

    static ATracePod made(String name, String targetUid, Instant created) {
        return new ATracePod(new TracePod(
                name,
                "uid-of-" + name,
                new Traced(targetUid, ""),
                created,
                false,
                State.PENDING,
                Told.NOTHING,
                Optional.empty(),
                Optional.empty()));
    }

    ATracePod ready(Optional<Instant> since) {
        return as(pod.deleting(), state(since, pod.state().ended()), pod.told(), pod.capture(), pod.report());
    }

    ATracePod ended() {
        return as(pod.deleting(), state(Optional.empty(), true), pod.told(), pod.capture(), pod.report());
    }

    ATracePod deleting() {
        return as(true, pod.state(), pod.told(), pod.capture(), pod.report());
    }

    ATracePod told() {
        return told(new Told(true, pod.told().window()));
    }

    ATracePod told(Window window) {
        return told(new Told(pod.told().stop(), Optional.of(window)));
    }

    private ATracePod told(Told told) {
        return as(pod.deleting(), pod.state(), told, pod.capture(), pod.report());
    }

    ATracePod troubled(String reason, String message) {
        State it = pod.state();
        State state = new State(it.started(), it.readySince(), it.ended(), Optional.of(new Trouble(reason, message)));
        return as(pod.deleting(), state, pod.told(), pod.capture(), pod.report());
    }

    /** The capture container has ended, so the pod is no longer Ready. Unless it says otherwise, it had entered its target. */
    ATracePod saying(CaptureReport said) {
        CaptureReport capture =
                said.enteredUid().isEmpty() ? said.entering(pod.traced().uid()) : said;
        State state = state(Optional.empty(), pod.state().ended());
        return as(pod.deleting(), state, pod.told(), Optional.of(capture), pod.report());
    }

    ATracePod saying(Report said) {
        Report report = said.extent().enteredUid().isEmpty()
                ? said.entering(pod.traced().uid())
                : said;
        return as(pod.deleting(), state(Optional.empty(), true), pod.told(), pod.capture(), Optional.of(report));
    }

    private State state(Optional<Instant> ready, boolean ended) {
        return new State(
                pod.state().started().or(() -> ready), ready, ended, pod.state().trouble());
    }

    private ATracePod as(
            boolean deleting, State state, Told told, Optional<CaptureReport> capture, Optional<Report> report) {
        return new ATracePod(new TracePod(
                pod.name(), pod.uid(), pod.traced(), pod.created(), deleting, state, told, capture, report));
    }
}
