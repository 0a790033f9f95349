package io.nettools.analyser.redis;

import io.nettools.analyser.report.RedisStartup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Why a server keeps a client out or refuses what it wants, by the errors in Redis's sources (server.c, acl.c, networking.c, cluster.c). All
 * other errors belong to healthy use: MOVED and ASK lead through a cluster, NOSCRIPT, WRONGTYPE or BUSYGROUP answer a question, and NOPROTO
 * or an unknown HELLO let a client go on with the older protocol.
 */
public enum Cause {
    /** The client has not logged in. */
    PasswordMissing(Kind.Access, "NOAUTH"),
    /** User or password is wrong; version 5 and older have no code for it. */
    PasswordWrong(Kind.Access, "WRONGPASS"),
    /** The client logs in where the server has no password. */
    PasswordNotAsked(Kind.Access, ""),
    /** The user may not use the command, the key or the channel. */
    NoPermission(Kind.Access, "NOPERM"),
    /** A server without a password talks to its own host only. */
    ProtectedMode(Kind.Access, "DENIED"),
    /** The number is beyond the last one, or it is not 0 in a cluster. */
    NoSuchDatabase(Kind.Access, ""),

    /** The server reads its data into memory. */
    Loading(Kind.Service, "LOADING"),
    /** A script or a function does not end. */
    Busy(Kind.Service, "BUSY"),
    /** A replica has lost its primary and does not show old data. */
    PrimaryDown(Kind.Service, "MASTERDOWN"),
    /** Nobody serves the key, or the cluster has no majority. */
    ClusterDown(Kind.Service, "CLUSTERDOWN"),
    /** The server has as many connections as it allows. */
    Full(Kind.Service, ""),

    /** The server is a replica. */
    ReadOnly(Kind.Write, "READONLY"),
    /** The memory that the server may use is full, and nothing may be evicted. */
    OutOfMemory(Kind.Write, "OOM"),
    /** The server cannot write its data to disk. */
    NotPersisted(Kind.Write, "MISCONF"),
    /** Fewer replicas follow than a write needs. */
    TooFewReplicas(Kind.Write, "NOREPLICAS");

    /** The code of errors that have none of their own. */
    static final String NO_CODE = "ERR";

    /** Words that the snap length cut are believed when so many are there. */
    private static final int ENOUGH = 12;

    private final Kind kind;
    private final String code;

    /** What the client does not get. */
    public enum Kind {
        /** It is kept out, others are not. */
        Access,
        /** Everybody is kept out for now. */
        Service,
        /** It may read. */
        Write
    }

    /** @param code that errors of it begin with, perhaps beside those without one; empty when there are only those */
    Cause(Kind kind, String code) {
        this.kind = kind;
        this.code = code;
    }

    /** Why the client of a connection was refused; empty when it was not. */
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

    /** How its errors without a code begin. */
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

    /** The known beginning of a message without a code of its own; empty when its beginning is unknown. */
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

    /** Whether it goes by itself, so that a client which tries again needs no help. */
    public boolean passes() {
        return this == Loading || this == Busy || this == PrimaryDown;
    }

    /** Whether a login takes it away. */
    boolean untilLogin() {
        return this == PasswordMissing || this == PasswordWrong;
    }

    /** Whether clients may go on as if nothing had happened: then it is nothing. */
    boolean ignorable() {
        return this == PasswordNotAsked || this == NoSuchDatabase;
    }
}
