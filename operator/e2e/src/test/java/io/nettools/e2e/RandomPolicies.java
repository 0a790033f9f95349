package io.nettools.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Policies of all kinds as YAML, the same for the same seed. They select by the labels of {@link PolicyTruthTest}'s
 * pods. What kube-network-policies v0.8.0 decides against the API's text is left out: named ports in the admin kinds (it
 * compares the name only), peers that are nodes (it finds none), and policies of the same priority.
 */
final class RandomPolicies {
    static final String LABEL = "truth.nettools.io/test";

    private static final List<String> TIERS = List.of("a", "b", "c");
    private static final List<String> APPS = List.of("s", "t");

    private final Random random;
    private final List<String> namespaces;
    private final List<String> documents = new ArrayList<>();

    private RandomPolicies(long seed, List<String> namespaces) {
        random = new Random(seed);
        this.namespaces = namespaces;
    }

    static String yaml(long seed, List<String> namespaces) {
        RandomPolicies policies = new RandomPolicies(seed, namespaces);
        namespaces.forEach(policies::ofNamespace);
        policies.ofCluster();
        return String.join("---\n", policies.documents);
    }

    private void ofNamespace(String namespace) {
        IntStream.rangeClosed(1, random.nextInt(4)).forEach(i -> {
            String types =
                    one("", "policyTypes: [Ingress], ", "policyTypes: [Egress], ", "policyTypes: [Ingress, Egress], ");
            String ingress = types.contains("Egress]") && !types.contains("Ingress")
                    ? ""
                    : "ingress: " + list(0, 3, () -> rule("from", this::peer, this::port)) + ", ";
            String egress = types.contains("Egress")
                    ? "egress: " + list(0, 3, () -> rule("to", this::peer, this::port)) + ", "
                    : "";
            document(
                    "networking.k8s.io/v1",
                    "NetworkPolicy",
                    "np-" + i + ", namespace: " + namespace,
                    types + ingress + egress + "podSelector: " + selector());
        });
    }

    /** None of the policies acts on pods of others. */
    private void ofCluster() {
        IntStream.rangeClosed(1, random.nextInt(4))
                .forEach(i -> document(
                        "policy.networking.k8s.io/v1alpha1",
                        "AdminNetworkPolicy",
                        "truth-" + i,
                        "priority: " + (i * 10 + random.nextInt(10)) + ", " + admin("Allow", "Deny", "Pass")));
        if (random.nextBoolean()) {
            document(
                    "policy.networking.k8s.io/v1alpha1",
                    "BaselineAdminNetworkPolicy",
                    "default",
                    admin("Allow", "Deny"));
        }
    }

    private String admin(String... actions) {
        Supplier<String> action = () -> "action: " + one(actions) + ", ";
        String ours = "{matchLabels: {" + LABEL + ": " + one(namespaces.toArray(String[]::new)) + "}}";
        return "subject: "
                + one(
                        "{namespaces: " + ours + "}",
                        "{pods: {namespaceSelector: " + ours + ", podSelector: " + selector() + "}}")
                + ", ingress: "
                + list(0, 3, () -> "{" + action.get() + "from: " + list(1, 2, this::adminPeer) + adminPorts() + "}")
                + ", egress: "
                + list(0, 3, () -> "{" + action.get() + "to: " + list(1, 2, this::adminTo) + adminPorts() + "}");
    }

    private String rule(String peers, Supplier<String> peer, Supplier<String> port) {
        return "{" + peers + ": " + list(0, 3, peer) + ", ports: " + list(0, 2, port) + "}";
    }

    private String peer() {
        return one(
                "{podSelector: " + selector() + "}",
                "{namespaceSelector: " + namespace() + "}",
                "{namespaceSelector: " + namespace() + ", podSelector: " + selector() + "}",
                "{ipBlock: " + block() + "}");
    }

    private String block() {
        String node = one("1", "2");
        return one(
                "{cidr: 10.244." + node + ".0/24}",
                "{cidr: 0.0.0.0/0, except: [10.244." + node + ".0/24]}",
                "{cidr: 10.244.0.0/16, except: [10.244." + node + "." + one("0", "4", "8") + "/30]}");
    }

    private String adminPeer() {
        return one(
                "{namespaces: " + namespace() + "}",
                "{pods: {namespaceSelector: " + namespace() + ", podSelector: " + selector() + "}}");
    }

    private String adminTo() {
        return one(adminPeer(), adminPeer(), "{networks: [10.244." + one("1", "2") + ".0/24]}");
    }

    private String port() {
        return one(
                "{port: " + one("8080", "8081", "9090", "web", "alt", "dns") + "}",
                "{protocol: UDP, port: " + one("5353", "8081", "dns", "web") + "}",
                "{protocol: TCP, port: 8000, endPort: " + one("8080", "8081", "9090") + "}",
                "{protocol: " + one("TCP", "UDP", "SCTP") + "}");
    }

    private String adminPorts() {
        return random.nextBoolean()
                ? ""
                : ", ports: "
                        + list(
                                1,
                                2,
                                () -> one(
                                        "{portNumber: {protocol: TCP, port: " + one("8080", "8081", "9090") + "}}",
                                        "{portNumber: {protocol: UDP, port: " + one("5353", "8081") + "}}",
                                        "{portRange: {protocol: TCP, start: 8081, end: 9090}}",
                                        "{portRange: {protocol: UDP, start: 1, end: 8081}}"));
    }

    private String selector() {
        return random.nextBoolean() ? labels("tier", TIERS, "app", APPS) : labels("app", APPS, "tier", TIERS);
    }

    private String namespace() {
        return labels(LABEL, namespaces, "odd", List.of("yes"));
    }

    private String labels(String key, List<String> values, String other, List<String> others) {
        String value = values.get(random.nextInt(values.size()));
        String second = values.get(random.nextInt(values.size()));
        return one(
                "{}",
                "{matchLabels: {" + key + ": " + value + "}}",
                "{matchLabels: {" + key + ": " + value + ", " + other + ": \"" + others.getFirst() + "\"}}",
                "{matchExpressions: [{key: " + key + ", operator: " + one("In", "NotIn") + ", values: [" + value + ", "
                        + second + "]}]}",
                "{matchExpressions: [{key: " + other + ", operator: " + one("Exists", "DoesNotExist") + "}]}");
    }

    private String one(String... all) {
        return all[random.nextInt(all.length)];
    }

    private String list(int least, int most, Supplier<String> item) {
        return Stream.generate(item)
                .limit(least + random.nextInt(most - least + 1))
                .toList()
                .toString();
    }

    private void document(String version, String kind, String name, String spec) {
        documents.add(
                """
                apiVersion: %s
                kind: %s
                metadata: {name: %s, labels: {%s: "yes"}}
                spec: {%s}
                """
                        .formatted(version, kind, name, LABEL, spec));
    }
}
