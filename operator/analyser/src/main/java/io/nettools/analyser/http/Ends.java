package io.nettools.analyser.http;

import io.nettools.analyser.packet.Side;

/** Client and server, as a report names them. They are asked for only when an exchange is reported. */
public interface Ends {
    /** Address and port of the client. */
    String client();

    /** Address and port of the server. */
    String server();

    /** Shortest round trip seen from the capture point to the server, µs; below 0 when unknown. */
    default long roundTripMicros() {
        return -1;
    }

    /** The same from the capture point to the client. */
    default long clientRoundTripMicros() {
        return -1;
    }

    /** The ends as they are when {@code asker} is the client. */
    static Ends askedBy(Side asker, Ends ends) {
        return asker == Side.Client ? ends : new Swapped(ends);
    }

    /** The same ends with client and server exchanged. */
    record Swapped(Ends of) implements Ends {
        @Override
        public String client() {
            return of.server();
        }

        @Override
        public String server() {
            return of.client();
        }

        @Override
        public long roundTripMicros() {
            return of.clientRoundTripMicros();
        }

        @Override
        public long clientRoundTripMicros() {
            return of.roundTripMicros();
        }
    }
}
