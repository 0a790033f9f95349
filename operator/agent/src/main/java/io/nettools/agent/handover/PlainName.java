package io.nettools.agent.handover;

/** Texts of others, made fit for a report: printable ASCII, and short. */
public final class PlainName {
    /** Most characters of a name. */
    public static final int LONGEST = 64;

    private PlainName() {}

    /** What is not printable ASCII becomes a question mark; cut at {@link #LONGEST}. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /** As {@link #of(String)}, cut at another length. */
    public static String of(String text, int longest) {
        String ascii = text.replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(ascii.length(), longest));
    }
}
