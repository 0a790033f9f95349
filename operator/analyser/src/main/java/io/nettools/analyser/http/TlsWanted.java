package io.nettools.analyser.http;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.stream.NewBytes;

/** The answers of servers that want TLS to a plain request. */
public final class TlsWanted {
    /** Content type alert, version 3.x (RFC 8446 §5.1). */
    private static final int ALERT = 0x1503;

    /** Sentences of Go's net/http, nginx and Apache's httpd, in a response 400. */
    private static final String[] SENTENCES = {
        "Client sent an HTTP request to an HTTPS server.",
        "The plain HTTP request was sent to HTTPS port",
        "speaking plain HTTP to an SSL-enabled server port"
    };

    private TlsWanted() {}

    static boolean byAlert(Bytes bytes, NewBytes fresh) {
        return fresh.to() - fresh.from() >= 2 && bytes.u16(fresh.from()) == ALERT;
    }

    /** Whether the sentence of a server that wants TLS is among the new bytes. */
    public static boolean bySentence(Bytes bytes, NewBytes fresh) {
        for (String sentence : SENTENCES) {
            if (contains(bytes, sentence, fresh)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Bytes bytes, String text, NewBytes fresh) {
        int last = fresh.to() - text.length();
        int at = bytes.find(text.charAt(0), fresh.from(), fresh.to());
        while (at <= last && !bytes.startsWith(text, at)) {
            at = bytes.find(text.charAt(0), at + 1, fresh.to());
        }
        return at <= last;
    }
}
