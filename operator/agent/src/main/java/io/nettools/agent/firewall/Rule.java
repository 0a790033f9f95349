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
