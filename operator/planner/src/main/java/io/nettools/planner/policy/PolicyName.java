package io.nettools.planner.policy;

/**
 * The identity of a policy, apart from the sentence about it: only those with rights on its namespace may see either.
 *
 * @param namespace empty for a policy of the whole cluster
 */
public record PolicyName(String kind, String namespace, String name) {
    String words() {
        return kind + " " + Shown.name(name);
    }
}
