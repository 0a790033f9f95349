package io.nettools.controller.observe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.nettools.planner.policy.AdminPolicy;
import io.nettools.planner.policy.AdminPolicy.Kind;
import io.nettools.planner.policy.NamespacedPolicy;
import io.nettools.planner.policy.PolicySet;
import io.nettools.planner.policy.PolicySet.Read;
import io.nettools.planner.trace.ObjectName;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the policies of some namespaces and those of the whole cluster. Anybody may write policies in his namespace, so
 * their number and their size have limits; beyond them it is only known that there are others.
 */
public final class PolicyReader {
    private static final int POLICIES = 500;
    /** Characters of all policies of one list: as records they take some times as much of the operator's 192 MiB. */
    private static final int LENGTH = 512 * 1024;

    private static final long PAGE = 50;
    private static final String MANY = "there are too many to read";

    private final KubernetesClient client;

    public PolicyReader(KubernetesClient client) {
        this.client = client;
    }

    /**
     * All policies that act on pods of these namespaces.
     *
     * @throws KubernetesClientException when the API server does not answer; it may the next time
     */
    public PolicySet read(Set<String> namespaces) {
        Map<String, Read<NamespacedPolicy>> namespaced = new HashMap<>();
        namespaces.stream().filter(ObjectName::possible).forEach(name -> namespaced.put(name, in(name)));
        Map<Kind, Read<AdminPolicy>> admin = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            admin.put(kind, of(kind));
        }
        return new PolicySet(namespaced, admin);
    }

    private Read<NamespacedPolicy> in(String namespace) {
        ResourceDefinitionContext context = context("networking.k8s.io", "v1", NamespacedPolicy.KIND, "networkpolicies")
                .withNamespaced(true)
                .build();
        return pages(
                options -> client.genericKubernetesResources(context)
                        .inNamespace(namespace)
                        .list(options),
                Policies::namespaced);
    }

    private Read<AdminPolicy> of(Kind kind) {
        String plural = kind.name().toLowerCase(Locale.ROOT).replaceFirst("y$", "ies");
        String version = kind == Kind.ClusterNetworkPolicy ? "v1alpha2" : "v1alpha1";
        ResourceDefinitionContext context = context("policy.networking.k8s.io", version, kind.name(), plural)
                .build();
        return pages(
                options -> client.genericKubernetesResources(context).list(options),
                policy -> Policies.admin(kind, policy));
    }

    private static ResourceDefinitionContext.Builder context(String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural);
    }

    /** A page is let go before the next is read. */
    private <T> Read<T> pages(
            Function<ListOptions, GenericKubernetesResourceList> list, Function<ObjectNode, T> policy) {
        List<T> read = new ArrayList<>();
        int length = 0;
        String next = "";
        do {
            GenericKubernetesResourceList page;
            try {
                page = list.apply(new ListOptionsBuilder()
                        .withLimit(PAGE)
                        .withContinue(next.isEmpty() ? null : next)
                        .build());
            } catch (KubernetesClientException e) {
                return refused(e);
            }
            for (GenericKubernetesResource item : page.getItems()) {
                ObjectNode tree = client.getKubernetesSerialization().convertValue(item, ObjectNode.class);
                length += tree.toString().length();
                if (read.size() == POLICIES || length > LENGTH) {
                    return new Read<>(read, MANY);
                }
                read.add(policy.apply(tree));
            }
            next = page.getMetadata() == null || page.getMetadata().getContinue() == null
                    ? ""
                    : page.getMetadata().getContinue();
        } while (!next.isEmpty());
        return Read.all(read);
    }

    /** A kind that is not installed has no policies. */
    private static <T> Read<T> refused(KubernetesClientException e) {
        return switch (e.getCode()) {
            case HttpURLConnection.HTTP_NOT_FOUND -> Read.all(List.of());
            case HttpURLConnection.HTTP_FORBIDDEN -> Read.none("the operator may not list them");
            default -> throw e;
        };
    }
}
