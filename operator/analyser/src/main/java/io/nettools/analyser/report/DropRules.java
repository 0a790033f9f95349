package io.nettools.analyser.report;

import io.nettools.analyser.shape.Listed;
import java.util.Optional;

/**
 * The rules that dropped or rejected packets during a capture, those with the most packets first; of rules without a counter nothing is known.
 *
 * @param ofPod those of the pod's network namespace; empty when they could not be read
 * @param ofNode those of its node; empty when they could not, or must not, be read. They may have dropped packets of others
 */
public record DropRules(Optional<Listed<DropRule>> ofPod, Optional<Listed<DropRule>> ofNode) {
    public static final DropRules UNKNOWN = new DropRules(Optional.empty(), Optional.empty());

    public DropRules {
        ofPod = ofPod == null ? Optional.empty() : ofPod;
        ofNode = ofNode == null ? Optional.empty() : ofNode;
    }
}
