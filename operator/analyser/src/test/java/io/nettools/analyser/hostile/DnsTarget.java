package io.nettools.analyser.hostile;

/** DNS over UDP. */
public final class DnsTarget {
    private DnsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TalkTarget.overUdp(53, input);
    }
}
