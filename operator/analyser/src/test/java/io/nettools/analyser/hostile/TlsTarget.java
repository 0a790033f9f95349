package io.nettools.analyser.hostile;

/** TLS over TCP. */
public final class TlsTarget {
    private TlsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TalkTarget.overTcp(443, input);
    }
}
