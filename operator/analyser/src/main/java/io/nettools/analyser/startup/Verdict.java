package io.nettools.analyser.startup;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a message means for the start of a connection.
 *
 * @param cause only of a refusal, as the next two
 * @param code the server's number for it
 * @param words the server's words, fit to be shown
 */
record Verdict(Kind kind, Cause cause, String code, String words) {
    /** More messages are needed. */
    static final Verdict GOES_ON = new Verdict(Kind.GoesOn, Cause.OtherError, "", "");

    /** The server serves the client, or goes on encrypted. */
    static final Verdict SERVES = new Verdict(Kind.Serves, Cause.OtherError, "", "");

    /** Nothing more can be known: another protocol, encryption, a gap in the capture. */
    static final Verdict OVER = new Verdict(Kind.Over, Cause.OtherError, "", "");

    private static final int LONGEST_WORDS = 140;

    enum Kind {
        GoesOn,
        Serves,
        Over,
        Refused
    }

    boolean goesOn() {
        return kind == Kind.GoesOn;
    }

    static Verdict refused(Cause cause, String code, String words) {
        boolean known = cause != Cause.OtherError;
        return new Verdict(Kind.Refused, cause, code, known ? withoutSecrets(words) : ShownText.sentence(words));
    }

    /** Names of users, hosts and databases are the subject of a trace. */
    private static String withoutSecrets(String words) {
        return Stream.of(words.split(" ", -1)).map(ShownText::name).collect(Collectors.joining(" "));
    }

    static Verdict refused(Cause cause, int code, String words) {
        return refused(cause, Integer.toString(code), words);
    }

    /** Words of a message, printable, as far as they were captured. */
    static String words(Bytes message, int from, long to) {
        int end = (int) Math.min(message.length(), to);
        return from < end ? Printable.of(message.copy(from, end - from), 0, end - from, LONGEST_WORDS) : "";
    }
}
