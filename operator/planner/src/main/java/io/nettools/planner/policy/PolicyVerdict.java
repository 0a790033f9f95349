package io.nettools.planner.policy;

import java.util.Optional;

/**
 * What the policies mean for a packet in one direction.
 *
 * @param type ingress of the destination or egress of the source
 * @param policy which denies it, or whose effect is not known; absent if none does
 * @param why one sentence without a full stop, at most {@value #LONGEST} printable characters; it contains names and
 *     labels of the policy's namespace
 */
public record PolicyVerdict(Outcome outcome, PolicyType type, Optional<PolicyName> policy, String why) {
    static final int LONGEST = 400;

    /** Whether the packet passes. */
    public enum Outcome {
        Allowed,
        Denied,
        /** The policies do not define it, or not all of them are known or could be read. */
        Undecided
    }
}
