package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Datagram;

/** Recognises addresses of many: multicast, 224.0.0.0/4 (RFC 5771) and ff00::/8 (RFC 4291 §2.7), and broadcast. */
final class Multicast {
    private Multicast() {}

    /** Whether any host may answer what is sent to an end: multicast, or an address that ends as a broadcast does. */
    static boolean many(Endpoint end) {
        return end.version() == 6 ? end.high() >>> 56 == 0xff : end.low() >>> 28 == 0xe || (end.low() & 255) == 255;
    }

    static boolean destination(Datagram datagram) {
        return datagram.version() == 6
                ? datagram.destinationHigh() >>> 56 == 0xff
                : datagram.destinationLow() >>> 28 == 0xe;
    }
}
