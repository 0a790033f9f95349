package io.nettools.analyser.redis;

import java.util.stream.Stream;

/**
 * Kinds of commands: the kind decides what an answer shows about the connection (Redis's documentation, "Commands").
 */
enum Command {
    Hello("HELLO"),
    Auth("AUTH"),
    Select("SELECT"),
    Client("CLIENT"),
    Ping("PING"),
    Quit("QUIT"),
    /** Client libraries send it by themselves, and work without the answer. */
    Inquiry(
            "COMMAND CONFIG INFO CLUSTER ECHO SENTINEL ROLE READONLY READWRITE ASKING LATENCY SLOWLOG MEMORY MODULE ACL"),
    /** It has no answer, or more than one. */
    Subscription("SUBSCRIBE PSUBSCRIBE SSUBSCRIBE UNSUBSCRIBE PUNSUBSCRIBE SUNSUBSCRIBE"),
    /** The server sends no more answers behind it. */
    Feed("SYNC PSYNC MONITOR"),
    /** All other commands, for which the client connects. */
    Work(""),
    /** The answered command is not known from the capture. */
    Unknown("");

    private static final Name[] NAMES = Stream.of(values())
            .flatMap(command -> Stream.of(command.names.split(" ", -1)).map(name -> new Name(name, command)))
            .toArray(Name[]::new);

    private final String names;

    private record Name(String text, Command command) {
        boolean is(byte[] bytes, int length) {
            boolean same = length == text.length();
            for (int i = 0; same && i < length; i++) {
                same = capital(bytes[i]) == text.charAt(i);
            }
            return same;
        }
    }

    /** @param names separated by blanks */
    Command(String names) {
        this.names = names;
    }

    /** The command of a name. It is called for each command, so it allocates nothing. */
    static Command named(byte[] name, int length) {
        for (Name one : NAMES) {
            if (one.is(name, length)) {
                return one.command();
            }
        }
        return Work;
    }

    /** Whether it is part of a connection's start. */
    boolean starts() {
        return this == Hello || this == Auth || this == Select || this == Client;
    }

    /** Whether a client can work although the command is refused, as far as is known. */
    boolean optional() {
        return this == Client || this == Ping || this == Inquiry || this == Unknown;
    }

    /** Whether its success shows that the client is logged in, or may be. */
    boolean logsIn() {
        return this == Hello || this == Auth || this == Unknown;
    }

    /** Whether its success shows that the server serves its clients. */
    boolean works() {
        return this == Work || this == Ping || this == Subscription || this == Unknown;
    }

    static int capital(byte letter) {
        return letter >= 'a' && letter <= 'z' ? letter - 0x20 : letter;
    }
}
