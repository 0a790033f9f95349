package io.nettools.agent.firewall;

import io.nettools.agent.handover.PlainName;
import io.nettools.analyser.report.DropRule;
import io.nettools.analyser.report.DropRule.Verdict;

/**
 * A rule that drops or rejects packets.
 *
 * @param id what tells it from others of its chain: its handle, or its text
 */
record Rule(String family, String table, String chain, String id, String comment, Verdict verdict) {
    /** The comment of what a chain does with the packets that no rule of it has decided about. */
    static final String POLICY = "policy of the chain";

    /** In place of a number of packets, of a rule without a counter. */
    static final long UNCOUNTED = -1;

    private static final int LONGEST_COMMENT = 160;

    DropRule grown(long packets) {
        return new DropRule(
                PlainName.of(family),
                PlainName.of(table),
                PlainName.of(chain),
                PlainName.of(comment, LONGEST_COMMENT),
                verdict,
                packets);
    }
}
