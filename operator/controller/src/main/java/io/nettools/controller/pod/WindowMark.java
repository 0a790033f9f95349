package io.nettools.controller.pod;

import io.nettools.analyser.report.Views.Window;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The form of a window in the annotation {@link Marks#WINDOW}: {@code FROM-UNTIL}, in ms since the epoch. */
public final class WindowMark {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})-([0-9]{1,15})");

    private WindowMark() {}

    public static String text(Window window) {
        return window.fromMillis() + "-" + window.untilMillis();
    }

    /** The window; empty if the text does not have our form. */
    public static Optional<Window> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new Window(Long.parseLong(form.group(1)), Long.parseLong(form.group(2))))
                : Optional.empty();
    }
}
