package io.nettools.analyser.http;

/** The rule that finds the end of a message's body (RFC 9112 §6.3). */
enum Framing {
    /** The message has no body. */
    Empty,
    /** By Content-Length. */
    Counted,
    /** By a last chunk of length zero. */
    Chunked,
    /** By the end of the connection. */
    UntilClose
}
