package io.nettools.analyser.http;

import io.nettools.analyser.http2.Frames;
import io.nettools.analyser.packet.Bytes;

/** The protocol of a server that does not speak HTTP/1, by its first bytes. */
final class OtherProtocol {
    private OtherProtocol() {}

    /** Its name; empty when the bytes do not show it. */
    static String name(Bytes bytes, int from, int to) {
        if (bytes.u8(from) == 0) {
            return Frames.serverPrefaceAt(bytes, from, to) ? "HTTP/2" : "";
        }
        return bytes.startsWith("SSH-", from) ? "SSH" : "";
    }
}
