package io.nettools.analyser.dns;

import io.nettools.analyser.packet.Datagram;

/** Recognises multicast addresses: 224.0.0.0/4 (RFC 5771) and ff00::/8 (RFC 4291 §2.7). */
final class Multicast {
    private Multicast() {}

    static boolean destination(Datagram datagram) {
        return datagram.version() == 6
                ? datagram.destinationHigh() >>> 56 == 0xff
                : datagram.destinationLow() >>> 28 == 0xe;
    }
}
