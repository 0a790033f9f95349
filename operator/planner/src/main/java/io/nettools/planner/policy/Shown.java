package io.nettools.planner.policy;

import io.nettools.analyser.redaction.ShownText;

/** Texts of policies and pods, which tenants write, as they may be shown: printable, bounded, without known secrets. */
final class Shown {
    private static final int NAME = 63;
    private static final String DOTS = "...";

    private Shown() {}

    /** A name, a label's key or its value. */
    static String name(String text) {
        return cut(ShownText.name(printable(text)), NAME);
    }

    /** A whole sentence. */
    static String sentence(String text) {
        return cut(printable(text), PolicyVerdict.LONGEST);
    }

    private static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        // one more than any cap, so that a cut is seen
        for (int i = 0; i < Math.min(text.length(), PolicyVerdict.LONGEST + 1); i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return shown.toString();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - DOTS.length()) + DOTS;
    }
}
