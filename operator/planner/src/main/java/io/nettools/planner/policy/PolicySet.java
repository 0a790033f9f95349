package io.nettools.planner.policy;

import java.util.List;
import java.util.Map;

/**
 * The policies that were read.
 *
 * @param namespaced the NetworkPolicies by namespace; one that is absent has not been read
 * @param admin the policies of the whole cluster by kind; one that is absent has not been read
 */
public record PolicySet(
        Map<String, Read<NamespacedPolicy>> namespaced, Map<AdminPolicy.Kind, Read<AdminPolicy>> admin) {
    public PolicySet {
        namespaced = Map.copyOf(namespaced);
        admin = Map.copyOf(admin);
    }

    /**
     * What was read of one kind.
     *
     * @param policies of a kind that is not installed: none
     * @param missing why there may be others, e.g. {@code there are too many}; empty if these are all
     */
    public record Read<T>(List<T> policies, String missing) {
        public Read {
            policies = List.copyOf(policies);
        }

        /** All policies of a kind. */
        public static <T> Read<T> all(List<T> policies) {
            return new Read<>(policies, "");
        }

        /** A kind that could not be read. */
        public static <T> Read<T> none(String why) {
            return new Read<>(List.of(), why);
        }
    }

    Read<NamespacedPolicy> in(String namespace) {
        return namespaced.getOrDefault(namespace, Read.none("they have not been read"));
    }

    Read<AdminPolicy> of(AdminPolicy.Kind kind) {
        return admin.getOrDefault(kind, Read.none("they have not been read"));
    }
}
