package io.nettools.analyser.report;

/**
 * A rule of a packet filter (netfilter) whose counter grew during the capture.
 *
 * @param family ip, ip6, inet, arp, bridge or netdev
 * @param table its table
 * @param chain its chain, e.g. KUBE-NWPLCY-DEFAULT
 * @param comment of who wrote the rule; empty without one
 * @param verdict what it does with a packet
 * @param packets by which its counter grew
 */
public record DropRule(String family, String table, String chain, String comment, Verdict verdict, long packets) {
    /** What a rule does. */
    public enum Verdict {
        /** Without an answer. */
        Drop,
        /** With a reset or an ICMP error. */
        Reject
    }

    public DropRule {
        family = family == null ? "" : family;
        table = table == null ? "" : table;
        chain = chain == null ? "" : chain;
        comment = comment == null ? "" : comment;
    }
}
