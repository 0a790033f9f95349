package io.nettools.analyser.redis;

import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * An error that keeps a client out or refuses a command.
 *
 * <pre>
 * CODE words
 * </pre>
 *
 * @param message printable. Only known words of errors without a specific code are shown: the server repeats an unknown
 *     command with its arguments, and one of them may be a password
 */
record ServerError(Cause cause, String code, String message) {
    private static final int LONGEST_CODE = 20;
    private static final int LONGEST_MESSAGE = 100;
    private static final String RUN = "run the '";
    private static final String QUOTATION = "'\"`";
    private static final String HIDDEN = "...";

    /**
     * Reads an error; empty when it is part of healthy use.
     *
     * @param whole whether these are all its bytes
     */
    static Optional<ServerError> in(byte[] bytes, int length, boolean whole) {
        int space = 0;
        while (space < length && bytes[space] != ' ') {
            space++;
        }
        if (space > LONGEST_CODE || (space == length && !whole)) {
            return Optional.empty();
        }
        String code = new String(bytes, 0, space, StandardCharsets.US_ASCII);
        String words = Printable.of(bytes, Math.min(length, space + 1), length, LONGEST_MESSAGE);
        return Cause.of(code, words, whole).map(cause -> new ServerError(cause, code, shown(cause, words, whole)));
    }

    private static String shown(Cause cause, String words, boolean whole) {
        String known = cause.wordsOf(words, whole);
        if (!known.isEmpty()) {
            return known;
        }
        return ShownText.sentence(cause == Cause.NoPermission ? withoutKeys(words) : words);
    }

    /**
     * Cuts the words at the first quotation mark, unless the quotation is the command: it may be a key or a channel.
     */
    private static String withoutKeys(String words) {
        int from = words.contains(RUN) ? words.indexOf('\'', words.indexOf(RUN) + RUN.length()) + 1 : 0;
        for (int at = from; at < words.length(); at++) {
            if (QUOTATION.indexOf(words.charAt(at)) >= 0) {
                return words.substring(0, at) + HIDDEN;
            }
        }
        return words;
    }

    /**
     * Whether the error has its cause when it answers this command. Errors without a specific code have the same words
     * for other commands, such as a COPY to a database.
     */
    boolean mayAnswer(Command command) {
        return !code.equals(Cause.NO_CODE)
                || switch (cause) {
                    case NoSuchDatabase -> command == Command.Select;
                    case PasswordNotAsked -> command == Command.Auth || command == Command.Hello;
                    case PasswordWrong -> command.logsIn();
                    default -> true;
                };
    }

    /** The command that the user may not run; empty when the message does not name it. */
    Optional<Command> command() {
        int run = message.indexOf(RUN);
        if (run < 0) {
            return Optional.empty();
        }
        int from = run + RUN.length();
        int to = from;
        while (to < message.length() && (Character.isLetterOrDigit(message.charAt(to)) || message.charAt(to) == '.')) {
            to++;
        }
        byte[] name = message.substring(from, to).getBytes(StandardCharsets.US_ASCII);
        // a quotation mark or a subcommand follows, or the end was cut off
        return to > from && to < message.length() ? Optional.of(Command.named(name, name.length)) : Optional.empty();
    }
}
