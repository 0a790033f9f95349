package io.nettools.planner.policy;

/**
 * A protocol above IP. Policies define only the first three; the effect on any other, such as ICMP, depends on the
 * network plugin.
 */
public enum Transport {
    TCP,
    UDP,
    SCTP,
    Other
}
