package io.nettools.planner.filter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts an expression into the same tokens as libpcap's scanner.l: the longest match wins, and an address wins over a
 * word of the same length. A text that begins like an address and goes on with other letters, such as
 * {@code 1and1.example}, is a name.
 */
final class Lexer {

    /** The kind of a token. */
    enum Kind {
        Space,
        Address,
        Word,
        Escaped,
        Operator,
        Foreign
    }

    /** One token, as it was written. */
    record Token(Kind kind, String text) {}

    private static final String GROUP = "[0-9A-Fa-f]{1,4}";
    private static final String QUAD = "[0-9]+(?:\\.[0-9]+){3}";
    private static final String IPV6 = "(?:G:){7}G|(?:G:){6}Q|(?:G(?::G){0,6})?::(?:(?:G:){0,5}Q|G(?::G){0,6})?"
            .replace("G", GROUP)
            .replace("Q", QUAD);
    private static final String MAC = "B(?::B){5}|B(?:-B){5}|B(?:\\.B){5}|D(?:\\.D){2}|D{3}"
            .replace("B", "[0-9A-Fa-f]{1,2}")
            .replace("D", "(?:[0-9A-Fa-f]{4})");
    private static final String NUMBER = "(?:0[xX][0-9A-Fa-f]+|[0-9]+)";
    private static final Pattern ADDRESS =
            Pattern.compile(IPV6 + "|" + MAC + "|" + NUMBER + "(?:\\." + NUMBER + "){0,3}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9](?:[-_.A-Za-z0-9]*[.A-Za-z0-9])?");
    /** An escaped name: libpcap takes everything up to a blank or a parenthesis. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\[!-~&&[^!()]]+");

    private static final Pattern OPERATOR = Pattern.compile("[()\\[\\]!<>=&|^+*/%:-]");
    private static final Pattern SPACE = Pattern.compile("[ \\t\\n]+");

    private final String text;
    private int at;

    Lexer(String text) {
        this.text = text;
    }

    boolean more() {
        return at < text.length();
    }

    Token next() {
        Token token = token();
        at += token.text().length();
        return token;
    }

    private Token token() {
        String address = match(ADDRESS);
        String word = match(WORD);
        if (word.length() > address.length()) {
            return new Token(Kind.Word, word);
        }
        if (!address.isEmpty()) {
            return new Token(Kind.Address, address);
        }
        return other();
    }

    private Token other() {
        String escaped = match(ESCAPED);
        if (!escaped.isEmpty()) {
            return new Token(Kind.Escaped, escaped);
        }
        String operator = match(OPERATOR);
        if (!operator.isEmpty()) {
            return new Token(Kind.Operator, operator);
        }
        String space = match(SPACE);
        return space.isEmpty() ? new Token(Kind.Foreign, text.substring(at, at + 1)) : new Token(Kind.Space, space);
    }

    private String match(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt() ? matcher.group() : "";
    }
}
