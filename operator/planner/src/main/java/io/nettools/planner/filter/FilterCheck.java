package io.nettools.planner.filter;

import io.nettools.planner.filter.Lexer.Token;
import io.nettools.planner.filter.Vocabulary.Names;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Checks a filter expression before any packet is seen. No word of it may be looked up by name, because that would make
 * traffic on the traced network and might take any time. It must not be an option of tcpdump, and it must not be
 * absurdly large. The grammar itself is checked by tcpdump, inside the trace pod.
 */
public final class FilterCheck {

    /** Limit for characters: longer expressions compile to programs that nobody reads. */
    public static final int LENGTH = 1024;

    private static final int NESTING = 16;
    private static final int TOKENS = 256;
    /** A service's name (RFC 6335), or a range such as 8000-8080. */
    private static final Pattern SERVICE = Pattern.compile("[A-Za-z0-9-]{1,31}");

    private FilterCheck() {}

    /** A sentence with the mistake and what to write instead; empty when the filter may go to tcpdump. */
    public static Optional<String> complaint(String filter) {
        if (filter.length() > LENGTH) {
            return Optional.of("the filter has " + filter.length() + " characters, " + LENGTH
                    + " are allowed: use net and portrange");
        }
        Lexer lexer = new Lexer(filter);
        Reading reading = new Reading();
        while (lexer.more()) {
            Optional<String> wrong = reading.read(lexer.next());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    /** Reads the tokens one after the other. */
    private static final class Reading {
        private int tokens;
        private int parentheses;
        private int brackets;
        private Names names = Names.Hosts;
        private String before = "";

        Optional<String> read(Token token) {
            if (token.kind() == Lexer.Kind.Space) {
                return Optional.empty();
            }
            if (++tokens > TOKENS) {
                return Optional.of(
                        "the filter has more than " + TOKENS + " words and operators: use net and portrange");
            }
            Optional<String> wrong = judged(token);
            before = token.text();
            return wrong;
        }

        private Optional<String> judged(Token token) {
            return switch (token.kind()) {
                case Word -> word(token.text());
                case Escaped -> escaped(token.text());
                case Operator -> operator(token.text());
                case Foreign -> Optional.of(noPlace(printable(token.text().charAt(0))));
                case Address, Space -> Optional.empty();
            };
        }

        private Optional<String> word(String word) {
            if (Vocabulary.knows(word)) {
                names = Vocabulary.after(word, names);
                return Optional.empty();
            }
            if (names == Names.Services && SERVICE.matcher(word).matches()) {
                return Optional.empty();
            }
            return Optional.of(
                    before.equals("-")
                            ? noPlace("-" + shown(word))
                                    + ": use the fields of spec.capture instead of tcpdump's options"
                            : "\"" + shown(word)
                                    + "\" would be looked up by name: write an address or a number instead (see pcap-filter(7))");
        }

        /**
         * Checks an escaped word. The backslash turns a keyword into a name: a protocol's name after {@code proto}, and
         * a host's name anywhere else.
         */
        private Optional<String> escaped(String word) {
            return names == Names.Protocols && Vocabulary.knows(word.substring(1))
                    ? Optional.empty()
                    : Optional.of("\"" + shown(word)
                            + "\" is not a protocol name known without a look-up: write proto and its number");
        }

        private Optional<String> operator(String operator) {
            switch (operator) {
                case "(" -> parentheses++;
                case ")" -> parentheses--;
                case "[" -> brackets++;
                case "]" -> brackets--;
                default -> {}
            }
            if (parentheses > NESTING) {
                return Optional.of("the filter has more than " + NESTING + " nested parentheses");
            }
            return operator.equals(":") && brackets < 1 ? Optional.of(noPlace(":")) : Optional.empty();
        }
    }

    private static String noPlace(String text) {
        return "\"" + text + "\" is not allowed in a filter expression"
                + (text.startsWith("-") ? "" : " (see pcap-filter(7))");
    }

    private static String shown(String word) {
        return word.length() <= 64 ? word : word.substring(0, 61) + "...";
    }

    private static String printable(char character) {
        return character > ' ' && character < 127
                ? String.valueOf(character)
                : String.format("\\u%04x", (int) character);
    }
}
