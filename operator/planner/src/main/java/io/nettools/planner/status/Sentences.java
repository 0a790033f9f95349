package io.nettools.planner.status;

import io.nettools.analyser.report.CaptureReport.Stop;
import io.nettools.analyser.text.Quoted;

/** What a person reads about the end of a capture when the capture itself gave no sentence: what happened, and what to do next. */
public final class Sentences {
    private static final String DOTS = "...";
    /** Bytes of a quotation mark. */
    private static final int MARK = 2;

    private Sentences() {}

    /**
     * The same text, with dots for its end when it is longer. Its length counts bytes of JSON; some characters need several.
     * A quotation that is cut ends with its mark.
     */
    public static String cut(String text, int bytes) {
        if (JsonBytes.of(text) <= bytes) {
            return text;
        }
        if (bytes < DOTS.length()) {
            return "";
        }
        String beginning = beginning(text, bytes - DOTS.length());
        return Quoted.ended(beginning).equals(beginning)
                ? beginning + DOTS
                : Quoted.ended(beginning(text, bytes - DOTS.length() - MARK) + DOTS);
    }

    private static String beginning(String text, int bytes) {
        int end = 0;
        int room = bytes - JsonBytes.character(text.codePointAt(end));
        while (room >= 0) {
            end = text.offsetByCodePoints(end, 1);
            room -= JsonBytes.character(text.codePointAt(end));
        }
        return text.substring(0, end);
    }

    public static String of(Stop stop) {
        return switch (stop) {
            case Duration -> "The capture ran for its duration.";
            case MaxPackets -> "The capture ended at capture.maxPackets.";
            case MaxBytes -> "The capture ended at capture.maxBytes.";
            case StopRequested -> "The capture ended by stop: true; what was captured before is kept.";
            case Terminated ->
                "The trace pod was terminated before the trace was over (node drained, out of resources, or pod"
                        + " deleted); "
                        + "what was captured before is kept.";
            case TargetGone -> "The target pod ended during the capture; what was captured before is kept.";
            case InterfaceGone -> "The interface disappeared during the capture; what was captured before is kept.";
            case DiskFull ->
                "The volume for the capture is full; what was captured before is kept. Ask for a smaller capture.maxBytes, "
                        + "or free space on the node.";
            case ToolFailed -> "tcpdump ended unexpectedly; what was captured before is kept.";
            case TargetNotFound ->
                "No process of the target pod was found on its node: it has ended or moved since the trace began.";
            case TargetHostNetwork ->
                "The target pod uses the node's own network, which carries the traffic of all pods.";
            case FilterInvalid -> "tcpdump refused the filter.";
            case InterfaceNotFound ->
                "The pod has no such interface, or it is down; leave out capture.interface to capture on any.";
            case AttachFailed -> "tcpdump could not start to capture.";
        };
    }
}
