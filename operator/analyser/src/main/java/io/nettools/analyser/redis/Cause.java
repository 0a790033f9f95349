package io.nettools.analyser.redis;

import io.nettools.analyser.report.RedisStartup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reasons why a server keeps a client out or refuses a command, by the errors in Redis's sources (server.c, acl.c,
 * networking.c, cluster.c). All other errors are part of healthy use: MOVED and ASK lead through a cluster; NOSCRIPT,
 * WRONGTYPE or BUSYGROUP answer a question; after NOPROTO or an unknown HELLO a client goes on with the older protocol.
 */
public enum Cause {
    /** The client has not logged in. */
    PasswordMissing(Kind.Access, "NOAUTH"),
    /** User or password is wrong; version 5 and older have no code for it. */
    PasswordWrong(Kind.Access, "WRONGPASS"),
    /** The client logs in to a server without a password. */
    PasswordNotAsked(Kind.Access, ""),
    /** The user may not use the command, the key or the channel. */
    NoPermission(Kind.Access, "NOPERM"),
    /** A server without a password accepts only clients on its own host. */
    ProtectedMode(Kind.Access, "DENIED"),
    /** The number of the database is beyond the last one, or it is not 0 in a cluster. */
    NoSuchDatabase(Kind.Access, ""),

    /** The server reads its data into memory. */
    Loading(Kind.Service, "LOADING"),
    /** A script or a function does not end. */
    Busy(Kind.Service, "BUSY"),
    /** A replica has lost its primary and does not serve old data. */
    PrimaryDown(Kind.Service, "MASTERDOWN"),
    /** No node serves the key, or the cluster has no majority. */
    ClusterDown(Kind.Service, "CLUSTERDOWN"),
    /** The server has as many connections as it allows. */
    Full(Kind.Service, ""),

    /** The server is a replica. */
    ReadOnly(Kind.Write, "READONLY"),
    /** The server has reached its memory limit, and nothing may be evicted. */
    OutOfMemory(Kind.Write, "OOM"),
    /** The server cannot write its data to disk. */
    NotPersisted(Kind.Write, "MISCONF"),
    /** Fewer replicas follow than a write needs. */
    TooFewReplicas(Kind.Write, "NOREPLICAS");

    /** The code of errors without a specific code. */
    static final String NO_CODE = "ERR";

    /** Fewest characters that identify a message cut by the snap length. */
    private static final int ENOUGH = 12;

    private final Kind kind;
    private final String code;

    /** The extent of a refusal. */
    public enum Kind {
        /** This client is kept out, others are not. */
        Access,
        /** All clients are kept out for now. */
        Service,
        /** Writes are refused, reads are not. */
        Write
    }

    /** @param code of its errors, some of which may have {@link #NO_CODE} instead; empty if all have */
    Cause(Kind kind, String code) {
        this.kind = kind;
        this.code = code;
    }

    /** The cause of a connection's error; empty without one. */
    public static Optional<Cause> of(RedisStartup startup) {
        return of(startup.error(), startup.message(), true);
    }

    static Optional<Cause> of(String code, String message, boolean whole) {
        return Stream.of(values())
                .filter(cause -> code.equals(NO_CODE)
                        ? !cause.wordsOf(message, whole).isEmpty()
                        : cause.code.equals(code) && !code.isEmpty())
                .findFirst();
    }

    /** The beginnings of its messages without a specific code. */
    private List<String> words() {
        return switch (this) {
            case PasswordWrong -> List.of("invalid password");
            case PasswordNotAsked ->
                List.of(
                        "AUTH <password> called without any password configured",
                        "Client sent AUTH, but no password is set");
            case NoSuchDatabase ->
                List.of("DB index is out of range", "SELECT is not allowed in cluster mode", "invalid DB index");
            case Full ->
                List.of("max number of clients reached", "max number of clients + cluster connections reached");
            default -> List.of();
        };
    }

    /** The known beginning of a message without a specific code; empty when it is unknown. */
    String wordsOf(String message, boolean whole) {
        return words().stream()
                .filter(known -> message.startsWith(known)
                        || (!whole && message.length() >= ENOUGH && known.startsWith(message)))
                .findFirst()
                .orElse("");
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it ends by itself, so that a client only has to retry. */
    public boolean passes() {
        return this == Loading || this == Busy || this == PrimaryDown;
    }

    /** Whether a login ends it. */
    boolean untilLogin() {
        return this == PasswordMissing || this == PasswordWrong;
    }

    /** Whether clients may ignore it; if they go on, it is no failure. */
    boolean ignorable() {
        return this == PasswordNotAsked || this == NoSuchDatabase;
    }
}
