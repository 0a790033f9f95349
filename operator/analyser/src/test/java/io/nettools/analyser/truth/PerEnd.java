package io.nettools.analyser.truth;

/** A count of what the client did, and of what the server did. */
record PerEnd(long client, long server) {
    static final PerEnd NONE = new PerEnd(0, 0);

    @Override
    public String toString() {
        return client + "+" + server;
    }
}
