package io.nettools.analyser.hostile;

/** Redis's protocol. */
public final class RedisTarget {
    private RedisTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TalkTarget.overTcp(6379, input);
    }
}
