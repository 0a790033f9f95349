package io.nettools.analyser.hostile;

/** PostgreSQL's start-up. */
public final class PostgresTarget {
    private PostgresTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        TalkTarget.overTcp(5432, input);
    }
}
