package io.nettools.planner.socket;

/**
 * What the sockets of a pod say of an end that was asked.
 *
 * @param sentence {@code the pod listens on 127.0.0.1:8080 only, asked on 10.244.1.5:8080}
 * @param steady whether it was so when the capture began and when it ended
 */
record Reply(Kind kind, String sentence, boolean steady) {
    /** What there is instead of, or at, the end that was asked. */
    enum Kind {
        /** A program listens there. */
        Listens,
        /** A program listens on {@code ::}, which takes IPv4 unless it was told not to. */
        MayListen,
        /** The port is that of a socket with another address. */
        OtherAddress,
        /** The port is that of a socket for IPv4, and IPv6 was asked. */
        OtherVersion,
        OtherPort,
        Nothing,
        /** Not all sockets are known. */
        Unknown;

        /** Whether nobody can have accepted what was asked. */
        boolean nobody() {
            return this == OtherAddress || this == OtherVersion || this == OtherPort || this == Nothing;
        }
    }

    /** Whether it is the cause of a refusal. */
    boolean explains() {
        return steady && kind.nobody();
    }
}
