package io.nettools.planner.cluster;

import io.nettools.analyser.order.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the addresses in a sentence: {@code 10.0.0.7}, {@code 10.0.0.7:80}, {@code fd00::7}, {@code [fd00::7]:80}. A part
 * of a longer word, such as a prefix ({@code 10.0.0.0/8}) or a URL, is not an address, nor is one whose end was cut, nor
 * one in text from the network, which is quoted: whoever sent it would choose whose name is asked for and put beside it.
 */
final class Literals {
    /** A quotation, or a word: whatever stands between blanks, brackets, quotes and commas. */
    private static final Pattern WORD = Pattern.compile("\"[^\"]*(?:\"|$)|[^\\s(),;\"'<>]+");

    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+)):\\d{1,5}");

    private Literals() {}

    /**
     * An address in a sentence.
     *
     * @param start of the text, brackets and port included
     * @param end behind it
     */
    record Literal(int start, int end, String address) {}

    static List<Literal> in(String sentence) {
        List<Literal> found = new ArrayList<>();
        Matcher word = WORD.matcher(sentence);
        while (word.find()) {
            literal(word.group(), word.start()).ifPresent(found::add);
        }
        return found;
    }

    /** The address of an end of a conversation; empty when the text has no address. */
    static Optional<String> address(String end) {
        Matcher port = WITH_PORT.matcher(end);
        String address = !port.matches() ? end : port.group(1) == null ? port.group(2) : port.group(1);
        return new Host(address).address() ? Optional.of(address) : Optional.empty();
    }

    /** The port of an end of a conversation; 0 when it has none. */
    static int port(String end) {
        return WITH_PORT.matcher(end).matches() ? Integer.parseInt(end.substring(end.lastIndexOf(':') + 1)) : 0;
    }

    /** The word as an address, with or without the full stop or colon at its end. */
    private static Optional<Literal> literal(String word, int start) {
        return address(word)
                .map(address -> new Literal(start, start + word.length(), address))
                .or(() -> word.endsWith(".") || word.endsWith(":")
                        ? address(word.substring(0, word.length() - 1))
                                .map(address -> new Literal(start, start + word.length() - 1, address))
                        : Optional.empty());
    }
}
