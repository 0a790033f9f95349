package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.policy.AdminPolicy;
import io.nettools.planner.policy.AdminPolicy.Kind;
import io.nettools.planner.policy.NamespacedPolicy;
import io.nettools.planner.policy.PolicySet;
import io.nettools.planner.policy.PolicySet.Read;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {
    private static final String NAMESPACED = "/apis/networking.k8s.io/v1/namespaces/shop/networkpolicies?limit=50";
    private static final String V1ALPHA1 = "/apis/policy.networking.k8s.io/v1alpha1/";
    private static final String ADMIN = V1ALPHA1 + "adminnetworkpolicies?limit=50";
    private static final String BASELINE = V1ALPHA1 + "baselineadminnetworkpolicies?limit=50";
    private static final String CLUSTER = "/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies?limit=50";

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void policiesOfAllKindsAreRead() {
        api.answers("GET", NAMESPACED, 200, list("", policy("one"), policy("two")));
        api.answers(
                "GET", ADMIN, 200, list("", "{metadata: {name: a}, spec: {subject: {namespaces: {}}, priority: 7}}"));
        api.answers("GET", BASELINE, 200, list(""));
        api.answers(
                "GET",
                CLUSTER,
                200,
                list("", "{metadata: {name: c}, spec: {subject: {namespaces: {}}, tier: Baseline}}"));
        PolicySet set = read();
        assertEquals(List.of("one", "two"), names(set.namespaced().get("shop")));
        assertEquals(
                7,
                set.admin().get(Kind.AdminNetworkPolicy).policies().getFirst().priority());
        assertEquals(Read.all(List.of()), set.admin().get(Kind.BaselineAdminNetworkPolicy));
        assertEquals(
                AdminPolicy.Tier.Baseline,
                set.admin().get(Kind.ClusterNetworkPolicy).policies().getFirst().tier());
    }

    @Test
    void aKindThatIsNotInstalledHasNoPolicies() {
        api.answers("GET", NAMESPACED, 200, list(""));
        PolicySet set = read();
        assertEquals(
                List.of(Read.all(List.of()), Read.all(List.of()), Read.all(List.of())),
                List.copyOf(set.admin().values()));
        assertEquals(4, api.calls().size());
    }

    @Test
    void aKindThatMayNotBeListedIsMissing() {
        api.refuses("GET", NAMESPACED, 403, "networkpolicies is forbidden");
        api.refuses("GET", ADMIN, 403, "adminnetworkpolicies is forbidden");
        PolicySet set = read();
        assertEquals(
                Read.none("the operator may not list them"), set.namespaced().get("shop"));
        assertEquals(Read.none("the operator may not list them"), set.admin().get(Kind.AdminNetworkPolicy));
    }

    @Test
    void aFailureOfTheApiServerIsThrownForARetry() {
        api.refuses("GET", NAMESPACED, 500, "etcd");
        assertThrows(KubernetesClientException.class, this::read);
    }

    @Test
    void pagesAreReadToTheEnd() {
        api.answers("GET", NAMESPACED, 200, list("more", policy("one")));
        api.answers("GET", NAMESPACED.replace("?", "?continue=more&"), 200, list("", policy("two")));
        api.answers("GET", NAMESPACED + "&continue=more", 200, list("", policy("two")));
        assertEquals(List.of("one", "two"), names(read().namespaced().get("shop")));
    }

    @Test
    void moreThanFiveHundredAreTooMany() {
        String[] many = IntStream.range(0, 501).mapToObj(i -> policy("p" + i)).toArray(String[]::new);
        api.answers("GET", NAMESPACED, 200, list("", many));
        Read<NamespacedPolicy> read = read().namespaced().get("shop");
        assertEquals(500, read.policies().size());
        assertEquals("there are too many to read", read.missing());
    }

    @Test
    void fewLargePoliciesAreTooManyAsWell() {
        String label = "x".repeat(30_000);
        String[] large = IntStream.range(0, 30)
                .mapToObj(
                        i -> "{metadata: {name: p%d}, spec: {podSelector: {matchLabels: {a: %s}}}}".formatted(i, label))
                .toArray(String[]::new);
        api.answers("GET", NAMESPACED, 200, list("", large));
        Read<NamespacedPolicy> read = read().namespaced().get("shop");
        assertTrue(read.policies().size() < 20, () -> read.policies().size() + "");
        assertEquals("there are too many to read", read.missing());
    }

    @Test
    void aPolicyThatIsTooLargeIsUnreadable() {
        String huge = "{metadata: {name: huge, namespace: shop}, spec: {podSelector: {matchLabels: {a: %s}}}}"
                .formatted("x".repeat(40_000));
        api.answers("GET", NAMESPACED, 200, list("", huge));
        NamespacedPolicy policy = read().namespaced().get("shop").policies().getFirst();
        assertEquals("huge", policy.name());
        assertEquals("field \"tooLarge\" is not known", policy.unreadable());
    }

    @Test
    void aNamespaceThatCannotExistIsNotAskedFor() {
        assertEquals(
                Set.of(),
                new PolicyReader(api.client()).read(Set.of("../x")).namespaced().keySet());
    }

    private PolicySet read() {
        return new PolicyReader(api.client()).read(Set.of("shop"));
    }

    private static List<String> names(Read<NamespacedPolicy> read) {
        return read.policies().stream().map(NamespacedPolicy::name).toList();
    }

    private static String policy(String name) {
        return "{metadata: {name: %s, namespace: shop}, spec: {podSelector: {}}}".formatted(name);
    }

    private static JsonNode list(String next, String... items) {
        String all = Stream.of(items).collect(Collectors.joining(", "));
        return Yaml.tree("{apiVersion: v1, kind: List, metadata: {continue: '%s'}, items: [%s]}".formatted(next, all));
    }
}
