package io.nettools.planner.scenario;

import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Views.Window;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.TracePod.Trouble;
import java.time.Instant;
import java.util.Optional;

/** A trace pod, as the informer shows it; each method gives a later state of it. */
record ATracePod(TracePod pod) {

    static ATracePod made(String name, String targetUid, Instant created) {
        return new ATracePod(new TracePod(
                name,
                "uid-of-" + name,
                targetUid,
                "",
                created,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    ATracePod ready(Optional<Instant> since) {
        TracePod it = pod;
        return as(since, it.ended(), it.deleting(), it.told(), it.trouble(), it.capture(), it.report());
    }

    ATracePod ended() {
        TracePod it = pod;
        return as(Optional.empty(), true, it.deleting(), it.told(), it.trouble(), it.capture(), it.report());
    }

    ATracePod deleting() {
        TracePod it = pod;
        return as(it.readySince(), it.ended(), true, it.told(), it.trouble(), it.capture(), it.report());
    }

    ATracePod told() {
        TracePod it = pod;
        return as(it.readySince(), it.ended(), it.deleting(), true, it.trouble(), it.capture(), it.report());
    }

    ATracePod told(Window window) {
        TracePod it = pod;
        return new ATracePod(new TracePod(
                it.name(),
                it.uid(),
                it.targetUid(),
                it.targetHash(),
                it.created(),
                it.started(),
                it.readySince(),
                it.ended(),
                it.deleting(),
                it.told(),
                Optional.of(window),
                it.trouble(),
                it.capture(),
                it.report()));
    }

    ATracePod troubled(String reason, String message) {
        TracePod it = pod;
        Optional<Trouble> trouble = Optional.of(new Trouble(reason, message));
        return as(it.readySince(), it.ended(), it.deleting(), it.told(), trouble, it.capture(), it.report());
    }

    /** The capture container has ended, so the pod is no longer Ready. Unless it says otherwise, it had entered its target. */
    ATracePod saying(CaptureReport said) {
        TracePod it = pod;
        CaptureReport capture = said.enteredUid().isEmpty() ? said.entering(it.targetUid()) : said;
        return as(
                Optional.empty(),
                it.ended(),
                it.deleting(),
                it.told(),
                it.trouble(),
                Optional.of(capture),
                it.report());
    }

    ATracePod saying(Report said) {
        TracePod it = pod;
        Report report = said.extent().enteredUid().isEmpty() ? said.entering(it.targetUid()) : said;
        return as(Optional.empty(), true, it.deleting(), it.told(), it.trouble(), it.capture(), Optional.of(report));
    }

    private ATracePod as(
            Optional<Instant> ready,
            boolean ended,
            boolean deleting,
            boolean told,
            Optional<Trouble> trouble,
            Optional<CaptureReport> capture,
            Optional<Report> report) {
        return new ATracePod(new TracePod(
                pod.name(),
                pod.uid(),
                pod.targetUid(),
                pod.targetHash(),
                pod.created(),
                pod.started().or(() -> ready),
                ready,
                ended,
                deleting,
                told,
                pod.window(),
                trouble,
                capture,
                report));
    }
}
