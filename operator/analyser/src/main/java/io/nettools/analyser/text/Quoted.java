package io.nettools.analyser.text;

import java.util.Set;

/**
 * Quotes text from the network, the only way in which it gets into a sentence: {@code "/hello.txt"}. Whoever sends a packet
 * chooses such text, and it may be written for a program that reads the sentence. Between the quotation marks there is
 * printable ASCII without another quotation mark, so an even number of marks stands before every word of ours
 * (operator/decisions/0030).
 */
public final class Quoted {
    /** Most characters between the quotation marks, unless the caller gives another limit. */
    public static final int LONGEST = 60;

    private static final char MARK = '"';
    private static final String ESCAPED_MARK = "\\x22";
    private static final String DOTS = "...";

    /** Methods of requests that need no quotation marks (RFC 9110 §9, RFC 5789). */
    private static final Set<String> METHODS =
            Set.of("GET", "POST", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE");

    private Quoted() {}

    /** The text in quotation marks, cut at {@link #LONGEST}; an empty text stays empty. */
    public static String of(String text) {
        return of(text, LONGEST);
    }

    /**
     * The text in quotation marks; an empty text stays empty.
     *
     * @param text from the network; escapes of {@link Printable} stay as they are
     * @param longest most characters between the marks, at least 3; a text that was cut ends in {@code ...}
     */
    public static String of(String text, int longest) {
        if (text.isEmpty()) {
            return "";
        }
        StringBuilder inside = new StringBuilder();
        int fitting = 0;
        for (int at = 0; at < text.length() && inside.length() <= longest; at++) {
            fitting = inside.length() <= longest - DOTS.length() ? inside.length() : fitting;
            inside.append(shown(text.charAt(at)));
        }
        if (inside.length() > longest) {
            inside.setLength(fitting);
            inside.append(DOTS);
        }
        return MARK + inside.toString() + MARK;
    }

    private static String shown(char one) {
        if (one == MARK) {
            return ESCAPED_MARK;
        }
        return one >= ' ' && one <= '~' ? String.valueOf(one) : Printable.of(String.valueOf(one), LONGEST);
    }

    /** A request: {@code GET "/hello.txt"}. A method that is not registered is quoted like the path. */
    public static String request(String method, String path, int longest) {
        String asked = METHODS.contains(method) ? method : of(method, longest);
        return (asked + " " + of(path, longest)).strip();
    }

    /** The sentence, with dots for its end when it is longer; a quotation that is cut ends with its mark. */
    public static String cut(String sentence, int longest) {
        if (sentence.length() <= longest) {
            return sentence;
        }
        String beginning = sentence.substring(0, longest - DOTS.length());
        if (ended(beginning).equals(beginning)) {
            return beginning + DOTS;
        }
        // one character less, so that there is room for the mark
        return ended(beginning.substring(0, beginning.length() - 1) + DOTS);
    }

    /** The beginning of a sentence that was cut; where that is within a quotation, the mark that ends it is added. */
    public static String ended(String beginning) {
        return beginning.chars().filter(one -> one == MARK).count() % 2 == 0 ? beginning : beginning + MARK;
    }

    /** The sentence without what is quoted: the words that are ours. */
    public static String removed(String sentence) {
        StringBuilder ours = new StringBuilder();
        boolean quoted = false;
        for (int at = 0; at < sentence.length(); at++) {
            boolean mark = sentence.charAt(at) == MARK;
            quoted ^= mark;
            if (mark || !quoted) {
                ours.append(sentence.charAt(at));
            }
        }
        return ended(ours.toString());
    }
}
