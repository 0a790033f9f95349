package io.nettools.agent.handover;

/**
 * Writes one line to stderr per decision, always with the same keys. It never writes a packet's content: a cluster
 * keeps its logs for long.
 */
public final class Log {
    private Log() {}

    public static void decision(String phase, String reason, String details) {
        System.err.println("phase=" + phase + " reason=" + reason + (details.isEmpty() ? "" : " " + details));
    }
}
