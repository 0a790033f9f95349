package io.nettools.analyser.redis;

import io.nettools.analyser.redaction.ShownText;
import io.nettools.analyser.text.Printable;
import java.nio.charset.StandardCharsets;

/**
 * The arguments of a command of a connection's start: version, user and database. Passwords are never wanted, so they
 * are never copied.
 *
 * <pre>
 * HELLO [version [AUTH user password] [SETNAME name]]
 * AUTH [user] password
 * SELECT database
 * CLIENT subcommand …
 * </pre>
 */
final class Arguments {
    /** Longest argument that is shown whole; no user's name that a person would recognise is longer. */
    static final int LONGEST = 63;

    private static final int NONE = -1;
    private static final int LONGEST_NUMBER = 5;

    private Command command = Command.Work;
    private int count;
    private int option;
    private int userAt;
    private String version = "";
    private String user = "";
    private String database = "";
    private boolean silences;

    /** @param count of the arguments, including the command's name; 0 when unknown */
    void begin(Command next, int count) {
        command = next;
        this.count = count;
        version = "";
        user = "";
        database = "";
        silences = false;
        option = command == Command.Hello ? 2 : NONE;
        // a single argument is the password
        userAt = command == Command.Auth && count == 3 ? 1 : NONE;
    }

    /** Whether the argument at this place is used and is not a secret. */
    boolean wanted(int place) {
        boolean first = place == 1 && count > 0;
        return place == userAt
                || place == option
                || (first && (command == Command.Hello || command == Command.Select || command == Command.Client));
    }

    /** Takes a wanted argument. */
    void take(int place, byte[] text, int length) {
        if (place == userAt) {
            user = ShownText.name(Printable.of(text, 0, length, LONGEST));
        } else if (place == option) {
            takeOption(place, text, length);
        } else if (command == Command.Hello) {
            version = number(text, length);
        } else if (command == Command.Select) {
            database = number(text, length);
        } else {
            silences = is("REPLY", text, length);
        }
    }

    /**
     * Takes an option of HELLO. If the user were left out, the password would be in its place; the number of arguments
     * excludes that.
     */
    private void takeOption(int place, byte[] text, int length) {
        boolean auth = is("AUTH", text, length) && (count == 5 || count == 7);
        boolean name = is("SETNAME", text, length);
        userAt = auth ? place + 1 : NONE;
        option = auth ? place + 3 : name ? place + 2 : NONE;
        user = auth || name ? user : "";
    }

    private static boolean is(String word, byte[] text, int length) {
        boolean same = length == word.length();
        for (int i = 0; same && i < length; i++) {
            same = Command.capital(text[i]) == word.charAt(i);
        }
        return same;
    }

    private static String number(byte[] text, int length) {
        boolean digits = length <= LONGEST_NUMBER;
        for (int i = 0; digits && i < length; i++) {
            digits = text[i] >= '0' && text[i] <= '9';
        }
        return digits ? new String(text, 0, length, StandardCharsets.US_ASCII) : "";
    }

    Command command() {
        return command;
    }

    /** Version in a HELLO; empty without one. */
    String version() {
        return version;
    }

    /** User of the login; empty without one. */
    String user() {
        return user;
    }

    /** Database in a SELECT; empty without one. */
    String database() {
        return database;
    }

    /** Whether the server will leave out answers from here on (CLIENT REPLY). */
    boolean silences() {
        return silences;
    }
}
