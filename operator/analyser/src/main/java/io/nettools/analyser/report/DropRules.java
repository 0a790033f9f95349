package io.nettools.analyser.report;

import io.nettools.analyser.shape.Listed;
import java.util.Optional;

/**
 * The rules that dropped or rejected packets during a capture.
 *
 * @param ofPod those of the pod's network namespace; empty when they could not be read
 * @param ofNode those of its node; empty when they could not, or must not, be read. They may have dropped packets of others
 */
public record DropRules(Optional<Rules> ofPod, Optional<Rules> ofNode) {
    public static final DropRules UNKNOWN = new DropRules(Optional.empty(), Optional.empty());

    public DropRules {
        ofPod = ofPod == null ? Optional.empty() : ofPod;
        ofNode = ofNode == null ? Optional.empty() : ofNode;
    }

    /**
     * The rules of one network namespace.
     *
     * @param grown those whose counters grew, those with the most packets first
     * @param uncounted those that drop or reject without a counter, one for each chain: whether they dropped anything is not known
     */
    public record Rules(Listed<DropRule> grown, Listed<DropRule> uncounted) {
        public Rules {
            grown = grown == null ? Listed.none() : grown;
            uncounted = uncounted == null ? Listed.none() : uncounted;
        }
    }
}
