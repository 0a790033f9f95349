package io.nettools.agent.handover;

/** Texts from outside, made fit for a report: printable ASCII, and short. */
public final class PlainName {
    /** Limit for the characters of a name. */
    public static final int LONGEST = 64;

    private PlainName() {}

    /** The text with a question mark for each character that is not printable ASCII, cut at {@link #LONGEST}. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** The text as in {@link #of(String)}, cut at another length. */
    public static String of(String text, int longest) {
        String ascii = text.replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(ascii.length(), longest));
    }
}
