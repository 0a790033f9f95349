package io.nettools.analyser.http;

/** How the end of a message's body is found (RFC 9112 §6.3). */
enum Framing {
    /** There is no body. */
    Empty,
    /** By Content-Length. */
    Counted,
    /** By a last chunk of length zero. */
    Chunked,
    /** By the end of the connection. */
    UntilClose
}
