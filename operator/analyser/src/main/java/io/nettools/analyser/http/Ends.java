package io.nettools.analyser.http;

import io.nettools.analyser.packet.Side;

/** Who talks, as a report names them; asked for only when an exchange is to be reported. */
public interface Ends {
    /** Address and port of the end that began. */
    String client();

    /** Address and port of the other end. */
    String server();

    /** The ends as they are when {@code asker} is the client. */
    static Ends askedBy(Side asker, Ends ends) {
        return asker == Side.Client ? ends : new Swapped(ends);
    }

    /** The one for the other. */
    record Swapped(Ends of) implements Ends {
        @Override
        public String client() {
            return of.server();
        }

        @Override
        public String server() {
            return of.client();
        }
    }
}
