package io.nettools.controller.api;

import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Exactly one of pod and selector.
 *
 * @param pod Name of one pod.
 * @param selector Labels of pods. Those that run when the trace begins are traced, the first maxTargets by name.
 * @param maxTargets At most so many pods of the selector; 3 when left out. The cluster's admin sets the maximum.
 */
@ValidationRule(
        value = "has(self.pod) != has(self.selector)",
        message = "needs exactly one kind of target: write either pod: NAME or selector: {matchLabels: {KEY: VALUE}}")
@ValidationRule(
        value = "!has(self.maxTargets) || has(self.selector)",
        message = "maxTargets goes with selector: leave it out for one pod")
public record TargetSpec(
        @Size(min = 1, max = 253) @Pattern("^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$") String pod,
        SelectorSpec selector,
        @Min(1) @Max(16) Integer maxTargets) {}
