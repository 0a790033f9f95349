package io.nettools.agent.target;

import io.nettools.analyser.report.CaptureReport.Stop;

/** A capture that never ran, with the reason for the report and a sentence for a person. */
public final class CannotCapture extends Exception {
    private static final long serialVersionUID = 1L;

    private final Stop stop;

    public CannotCapture(Stop stop, String message) {
        super(message);
        this.stop = stop;
    }

    public Stop stop() {
        return stop;
    }
}
