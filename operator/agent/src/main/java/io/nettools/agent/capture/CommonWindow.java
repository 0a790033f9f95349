package io.nettools.agent.capture;

import io.nettools.analyser.report.Views.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time in which all trace pods of a trace captured. The operator writes it as an annotation of each, once it is
 * known: {@code nettools.io/window="FROM-UNTIL"}, ms since the epoch. The stop annotation's value is an earlier end,
 * the same for all trace pods.
 */
record CommonWindow(Path annotations) {
    private static final Pattern LINE = Pattern.compile("nettools\\.io/window=\"(\\d{1,15})-(\\d{1,15})\"");

    private static final Pattern STOP = Pattern.compile("nettools\\.io/stop=\"(\\d{1,15})\"");

    /** The part of this pod's own time that is within the common window and before a stop. */
    Window within(Window own) {
        try {
            return in(Files.readString(annotations), own);
        } catch (IOException notMountedOrBeingReplaced) {
            return own;
        }
    }

    /** Whether the annotation has been written. */
    boolean told() {
        try {
            return said(Files.readString(annotations)).isPresent();
        } catch (IOException notMountedOrBeingReplaced) {
            return false;
        }
    }

    static Window in(String text, Window own) {
        long until = Math.min(own.untilMillis(), stopped(text));
        return said(text)
                .map(common -> new Window(
                        Math.max(own.fromMillis(), common.fromMillis()), Math.min(until, common.untilMillis())))
                .orElse(new Window(own.fromMillis(), until));
    }

    private static long stopped(String text) {
        return text.lines()
                .map(STOP::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(line -> Long.parseLong(line.group(1)))
                .orElse(Long.MAX_VALUE);
    }

    private static Optional<Window> said(String text) {
        return text.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(CommonWindow::window);
    }

    private static Window window(Matcher line) {
        return new Window(Long.parseLong(line.group(1)), Long.parseLong(line.group(2)));
    }
}
