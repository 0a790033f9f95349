package io.nettools.analyser.startup;

/** Why a server does not let a client start. */
public enum Cause {
    /** It has as many connections as it allows. */
    Full(Kind.Service),
    /** The user has as many connections as the server allows it. */
    UserFull(Kind.Service),
    /** It is stopping or offline, or closes connections by an order. */
    ShuttingDown(Kind.Service),
    /** It is not the primary. */
    NotPrimary(Kind.Service),
    /** It is busy. */
    Busy(Kind.Service),
    /** It speaks another version of the protocol. */
    OtherVersion(Kind.Service),
    /** It closes the connection instead of an answer. */
    Closes(Kind.Service),
    /** Another error of the server. */
    OtherError(Kind.Service),

    /** It answers in TLS. */
    TlsExpected(Kind.Encryption),

    /** User or password is wrong. */
    PasswordWrong(Kind.Access),
    /** The password has expired. */
    PasswordExpired(Kind.Access),
    /** The account is locked or disabled. */
    AccountLocked(Kind.Access),
    /** The user has no right to do that. */
    NotPermitted(Kind.Access),
    /** There is no database or virtual host of that name. */
    NoSuchDatabase(Kind.Access),
    /** The server wants encryption or a stronger login. */
    TlsRequired(Kind.Access),
    /** The client wants encryption, which the server does not offer. */
    TlsMissing(Kind.Access),
    /** The server does not offer the client's way to log in. */
    Mechanism(Kind.Access),
    /** The client's host is blocked after too many failures. */
    HostBlocked(Kind.Access),
    /** The client's host may not connect. */
    HostNotAllowed(Kind.Access),
    /** The server does not allow what the client asks for. */
    Unwilling(Kind.Access);

    private final Kind kind;

    /** What of the server the client does not get. */
    public enum Kind {
        /** The server serves nobody now, or not this client's protocol. */
        Service,
        /** The server speaks TLS, the client does not. */
        Encryption,
        /** The server serves others. */
        Access
    }

    Cause(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
