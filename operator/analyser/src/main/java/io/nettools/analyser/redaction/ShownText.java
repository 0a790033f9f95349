package io.nettools.analyser.redaction;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows texts other than request targets. Names that are the subject of a trace (of hosts, of a database and its user,
 * of protocols) stay, unless they have a secret of a known format in them. Only the words of a sentence stay.
 */
public final class ShownText {
    private static final String HIDDEN = "...";
    /** Shortest secret of a known format. */
    private static final int SHORTEST = 11;

    private ShownText() {}

    /** The name, or three dots. */
    public static String name(String text) {
        return text.length() >= SHORTEST && TokenFormat.in(text) ? HIDDEN : text;
    }

    /**
     * A sentence for people, such as a reason phrase or the reason why a connection ends, with three dots in place of
     * all but words and small numbers.
     */
    public static String sentence(String text) {
        return Stream.of(text.split(" ", -1))
                .map(word -> plain(word) ? word : HIDDEN)
                .collect(Collectors.joining(" "));
    }

    private static boolean plain(String word) {
        Segment segment = new Segment(word);
        return word.indexOf('=') < 0 && segment.plain() && !segment.secret();
    }
}
