package io.nettools.analyser.report;

/**
 * A rule of a packet filter (netfilter) that drops or rejects packets.
 *
 * @param family ip, ip6, inet, arp, bridge or netdev; iptables-legacy or ip6tables-legacy of rules that are not in nftables
 * @param table its table
 * @param chain its chain, e.g. KUBE-NWPLCY-DEFAULT
 * @param comment of who wrote the rule; empty without one
 * @param verdict what it does with a packet
 * @param packets by which its counter grew during the capture; 0 without a counter
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
