package io.nettools.analyser.hostile;

/** DNS over TCP. */
public final class DnsTcpTarget {
    private DnsTcpTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TalkTarget.overTcp(53, input);
    }
}
