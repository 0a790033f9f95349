package io.nettools.planner.filter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What can be said about a filter expression before any packet is seen: that no word of it would be looked up by name (which would
 * make traffic on the traced network and take as long as it likes), that it is no option of tcpdump's, and that it is not absurdly
 * large. The grammar itself is tcpdump's to judge, inside the trace pod.
 */
public final class FilterCheck {
    /** Longer expressions compile to programs that nobody reads. */
    public static final int LENGTH = 1024;

    private static final int NESTING = 16;
    private static final int TOKENS = 256;

    /** A number, address, network, range or MAC address; a word; an operator. libpcap's scanner.l has the same three. */
    private static final Pattern TOKEN =
            Pattern.compile("(?<literal>[0-9][0-9A-Za-z.:/-]*|[0-9A-Fa-f]*::?[0-9A-Fa-f:.]*(/[0-9]+)?)"
                    + "|(?<word>\\\\?[A-Za-z_][A-Za-z0-9_.-]*[A-Za-z0-9_]|\\\\?[A-Za-z_])"
                    + "|(?<operator>[()\\[\\]!<>=&|^+*/%~-])|(?<space>[ \\t\\n]+)");

    /** An IPv6 address or MAC address that begins with a letter, which would else read as a word and a colon. */
    private static final Pattern HEXADECIMAL =
            Pattern.compile("[0-9A-Fa-f]{1,4}(:[0-9A-Fa-f]{0,4}){2,7}(/[0-9]{1,3})?");

    private FilterCheck() {}

    /** A sentence that says what is wrong and what to write instead; empty when tcpdump may see the filter. */
    public static Optional<String> complaint(String filter) {
        if (filter.length() > LENGTH) {
            return Optional.of("the filter has " + filter.length() + " characters, " + LENGTH
                    + " are allowed: use nets and portranges");
        }
        Reading reading = new Reading(filter);
        while (reading.more()) {
            Optional<String> wrong = reading.next();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** One walk over the tokens. */
    private static final class Reading {
        private final String filter;
        private int at;
        private int tokens;
        private int depth;
        private String before = "";

        Reading(String filter) {
            this.filter = filter;
        }

        boolean more() {
            return at < filter.length();
        }

        Optional<String> next() {
            if (++tokens > TOKENS) {
                return Optional.of(
                        "the filter has more than " + TOKENS + " words and operators: use nets and portranges");
            }
            Matcher address = HEXADECIMAL.matcher(filter).region(at, filter.length());
            if (address.lookingAt()) {
                return pass(address);
            }
            Matcher token = TOKEN.matcher(filter).region(at, filter.length());
            if (!token.lookingAt() || token.end() == at) {
                return Optional.of("\"" + printable(filter.charAt(at))
                        + "\" has no place in a filter expression (see pcap-filter(7))");
            }
            return token.group("word") != null ? word(token) : other(token);
        }

        private Optional<String> word(Matcher token) {
            String word = token.group("word");
            boolean escaped = word.startsWith("\\");
            boolean service = Vocabulary.takesService(before);
            if (!escaped && !service && !Vocabulary.knows(word)) {
                return Optional.of(complaintAbout(word));
            }
            if (escaped && !Vocabulary.knows(word.substring(1))) {
                return Optional.of(
                        "\"" + word + "\" is not a protocol name that is known without a look-up: write its number");
            }
            before = word;
            return pass(token);
        }

        private String complaintAbout(String word) {
            return before.equals("-")
                    ? "\"-" + word
                            + "\" has no place in a filter expression: options of tcpdump cannot be given, see the fields of spec.capture"
                    : "\"" + word
                            + "\" would be looked up by name: write an address or a number instead (see pcap-filter(7))";
        }

        private Optional<String> other(Matcher token) {
            String operator = token.group("operator");
            if (operator != null) {
                depth += operator.equals("(") ? 1 : operator.equals(")") ? -1 : 0;
                if (depth > NESTING) {
                    return Optional.of("the filter has more than " + NESTING + " parentheses inside each other");
                }
            }
            if (token.group("space") == null) {
                before = token.group();
            }
            return pass(token);
        }

        private Optional<String> pass(Matcher token) {
            at = token.end();
            if (token.group().strip().isEmpty()) {
                tokens--;
            }
            return Optional.empty();
        }
    }

    private static String printable(char character) {
        return character > ' ' && character < 127
                ? String.valueOf(character)
                : String.format("\\u%04x", (int) character);
    }
}
