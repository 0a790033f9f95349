package io.nettools.controller.api;

import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;

/**
 * A label selector; all its terms must hold.
 *
 * @param matchLabels Labels that a pod must have, with these values.
 * @param matchExpressions Terms that a pod's labels must match.
 */
@ValidationRule(
        value =
                "(has(self.matchLabels) && size(self.matchLabels) > 0) || (has(self.matchExpressions) && size(self.matchExpressions) > 0)",
        message = "must not be empty, because that selects every pod of the namespace: write matchLabels: {KEY: VALUE}")
@ValidationRule(
        value = "!has(self.matchLabels) || self.matchLabels.all(key, size(key) <= 317)",
        fieldPath = ".matchLabels",
        message = "has a key that is too long for a label: write at most 317 characters")
public record SelectorSpec(
        @Size(max = 16) Map<String, @Size(max = 63) String> matchLabels,
        @Size(max = 16) List<Expression> matchExpressions) {

    /**
     * One term of a label selector.
     *
     * @param key The label's key.
     * @param operator Relation of the label's value to the values: In, NotIn, Exists or DoesNotExist.
     * @param values Values for In and NotIn, at least one; none for Exists and DoesNotExist.
     */
    @ValidationRule(
            value = "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
            message = "In and NotIn need values, Exists and DoesNotExist must have none")
    public record Expression(
            @Required @Size(max = 317) String key,
            @Required Operator operator,
            @Size(max = 16) List<@Size(max = 63) String> values) {}

    /** The operators of metav1.LabelSelectorOperator. */
    public enum Operator {
        In,
        NotIn,
        Exists,
        DoesNotExist
    }
}
