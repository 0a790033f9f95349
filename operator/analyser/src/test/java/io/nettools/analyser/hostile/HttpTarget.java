package io.nettools.analyser.hostile;

/** HTTP/1 over TCP, and what begins like it. */
public final class HttpTarget {
    private HttpTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TalkTarget.overTcp(80, input);
    }
}
