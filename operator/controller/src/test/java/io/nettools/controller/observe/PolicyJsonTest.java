package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.policy.AdminPolicy;
import io.nettools.planner.policy.AdminPolicy.Kind;
import io.nettools.planner.policy.AdminPolicy.Tier;
import io.nettools.planner.policy.NamespacedPolicy;
import io.nettools.planner.policy.Peer;
import io.nettools.planner.policy.PolicyPort;
import io.nettools.planner.policy.PolicyRule;
import io.nettools.planner.policy.PolicyRule.Action;
import io.nettools.planner.policy.PolicyType;
import io.nettools.planner.policy.Selector;
import io.nettools.planner.policy.Selector.Requirement;
import io.nettools.planner.policy.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies as users write them. */
class PolicyJsonTest {
    private static final String NETWORK_POLICY =
            """
            metadata: {name: backend-only, namespace: shop}
            spec:
              podSelector:
                matchLabels: {tier: backend}
                matchExpressions: [{key: app, operator: NotIn, values: [old]}]
              policyTypes: [Ingress, Egress]
              ingress:
              - from:
                - {podSelector: {matchLabels: {tier: frontend}}}
                - {namespaceSelector: {}, podSelector: {}}
                - {ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}
                ports: [{port: 8080}, {protocol: UDP, port: dns}, {protocol: SCTP}, {port: 8000, endPort: 8100}]
              egress:
              - {to: [{namespaceSelector: {matchLabels: {team: a}}}]}
            """;

    private static final String ADMIN =
            """
            metadata: {name: block}
            spec:
              priority: 10
              subject: {pods: {namespaceSelector: {matchLabels: {team: a}}, podSelector: {}}}
              ingress:
              - name: no-web
                action: Deny
                from: [{namespaces: {matchLabels: {team: b}}}]
                ports: [{portNumber: {protocol: TCP, port: 80}}, {namedPort: http}]
              egress:
              - action: Pass
                to: [{nodes: {}}, {networks: [10.0.0.0/8]}, {domainNames: [example.com]}]
                ports: [{portRange: {protocol: UDP, start: 1, end: 9}}]
            """;

    private static final String CLUSTER =
            """
            metadata: {name: base}
            spec:
              tier: Baseline
              priority: 3
              subject: {namespaces: {}}
              ingress:
              - action: Accept
                from: [{pods: {podSelector: {matchLabels: {a: b}}}}]
                protocols:
                - {tcp: {destinationPort: {number: 80}}}
                - {udp: {destinationPort: {range: {start: 5, end: 7}}}}
                - {destinationNamedPort: http}
            """;

    @Test
    void everyFieldOfANetworkPolicyReachesThePlanner() {
        NamespacedPolicy expected = new NamespacedPolicy(
                "shop",
                "backend-only",
                selector(label("tier", "backend"), new Requirement("app", "NotIn", List.of("old"))),
                Set.of(PolicyType.Ingress, PolicyType.Egress),
                List.of(rule(
                        "",
                        Action.Allow,
                        List.of(
                                new Peer.Pods(Optional.empty(), selector(label("tier", "frontend"))),
                                new Peer.Pods(Optional.of(Selector.ALL), Selector.ALL),
                                new Peer.Networks(List.of("10.0.0.0/8"), List.of("10.1.0.0/16"))),
                        List.of(
                                PolicyPort.one(Transport.TCP, 8080),
                                new PolicyPort.Named(Optional.of(Transport.UDP), "dns"),
                                PolicyPort.all(Transport.SCTP),
                                new PolicyPort.Range(Transport.TCP, 8000, 8100)))),
                List.of(rule("", Action.Allow, List.of(namespaces("team", "a")), List.of())),
                "");
        assertEquals(expected, Policies.namespaced(Yaml.tree(NETWORK_POLICY)));
    }

    @Test
    void everyFieldOfAnAdminNetworkPolicyReachesThePlanner() {
        AdminPolicy expected = new AdminPolicy(
                Kind.AdminNetworkPolicy,
                Tier.Admin,
                "block",
                10,
                namespaces("team", "a"),
                List.of(rule(
                        "no-web",
                        Action.Deny,
                        List.of(namespaces("team", "b")),
                        List.of(PolicyPort.one(Transport.TCP, 80), new PolicyPort.Named(Optional.empty(), "http")))),
                List.of(rule(
                        "",
                        Action.Pass,
                        List.of(
                                new Peer.Nodes(Selector.ALL),
                                new Peer.Networks(List.of("10.0.0.0/8"), List.of()),
                                new Peer.DomainNames()),
                        List.of(new PolicyPort.Range(Transport.UDP, 1, 9)))),
                "");
        assertEquals(expected, Policies.admin(Kind.AdminNetworkPolicy, Yaml.tree(ADMIN)));
    }

    @Test
    void everyFieldOfAClusterNetworkPolicyReachesThePlanner() {
        AdminPolicy expected = new AdminPolicy(
                Kind.ClusterNetworkPolicy,
                Tier.Baseline,
                "base",
                3,
                PolicyPeers.EVERY_POD,
                List.of(rule(
                        "",
                        Action.Allow,
                        List.of(new Peer.Pods(Optional.of(Selector.ALL), selector(label("a", "b")))),
                        List.of(
                                PolicyPort.one(Transport.TCP, 80),
                                new PolicyPort.Range(Transport.UDP, 5, 7),
                                new PolicyPort.Named(Optional.empty(), "http")))),
                List.of(),
                "");
        assertEquals(expected, Policies.admin(Kind.ClusterNetworkPolicy, Yaml.tree(CLUSTER)));
    }

    @Test
    void theOnlyBaselinePolicyOfTheOldApiIsOfTheBaselineTier() {
        ObjectNode policy = (ObjectNode) Yaml.tree(ADMIN);
        ((ObjectNode) policy.get("spec")).remove("priority");
        AdminPolicy read = Policies.admin(Kind.BaselineAdminNetworkPolicy, policy);
        assertEquals(Tier.Baseline, read.tier());
        assertEquals("", read.unreadable());
    }

    /** A newer API may have a field anywhere; whoever overlooks it decides wrongly. */
    @Test
    void aFieldThatIsNotKnownIsSeenWhereverItStands() {
        assertTrue(seen(NETWORK_POLICY, Policies::namespaced) > 10);
        assertTrue(seen(ADMIN, policy -> Policies.admin(Kind.AdminNetworkPolicy, policy)) > 10);
        assertTrue(seen(CLUSTER, policy -> Policies.admin(Kind.ClusterNetworkPolicy, policy)) > 10);
    }

    /** How many objects of the spec have been given a field; labels have fields of any name. */
    private static int seen(String yaml, Function<JsonNode, Object> read) {
        List<String> places = new ArrayList<>();
        objects(Yaml.tree(yaml).get("spec"), "/spec", places);
        Object whole = read.apply(Yaml.tree(yaml));
        assertFalse(complains(whole.toString()), whole::toString);
        for (String place : places) {
            JsonNode changed = Yaml.tree(yaml);
            ((ObjectNode) changed.at(place)).put("odd", 1);
            String found = read.apply(changed).toString();
            assertTrue(complains(found), () -> place + ": " + found);
        }
        return places.size();
    }

    private static boolean complains(String read) {
        return read.contains("field \"odd\" is not known") || read.contains("cannot be read");
    }

    private static void objects(JsonNode node, String place, List<String> places) {
        if (node.isObject() && !place.endsWith("/matchLabels")) {
            places.add(place);
            node.properties().forEach(field -> objects(field.getValue(), place + "/" + field.getKey(), places));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            objects(node.get(i), place + "/" + i, places);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {ports: [{protocol: ICMP, port: 1}]}          | protocol "ICMP" is not known
                    {ports: [{endPort: 9}]}                       | an endPort has no number to begin with
                    {ports: [{port: http, endPort: 9}]}           | an endPort has no number to begin with
                    {from: [{}]}                                  | neither selectors nor an ipBlock
                    {from: [{podSelector: {}, ipBlock: {}}]}      | neither selectors nor an ipBlock
                    {from: [{serviceSelector: {}}]}               | field "serviceSelector" is not known
                    {to: [{podSelector: {}}]}                     | field "to" is not known
                    """)
    void whatTheSchemaForbidsIsUnreadable(String rule, String why) {
        NamespacedPolicy policy = Policies.namespaced(Yaml.tree("spec: {podSelector: {}, ingress: [" + rule + "]}"));
        assertTrue(policy.toString().contains(why), policy::toString);
    }

    @Test
    void emptyAndAbsentListsAreTheSame() {
        NamespacedPolicy absent = Policies.namespaced(Yaml.tree("spec: {ingress: [{}]}"));
        NamespacedPolicy empty = Policies.namespaced(
                Yaml.tree("spec: {podSelector: {}, ingress: [{from: [], ports: null}], egress: [], policyTypes: []}"));
        assertEquals(absent, empty);
        assertEquals(List.of(rule("", Action.Allow, List.of(), List.of())), absent.ingress());
    }

    @ParameterizedTest
    @CsvSource({
        "subject: {}",
        "'subject: {namespaces: {}, pods: {podSelector: {}}}'",
        "subject: {accounts: {}}",
        "'subject: {namespaces: {}}, tier: Middle'"
    })
    void aPolicyOfTheClusterWhoseSubjectOrTierIsNotKnownIsUnreadable(String spec) {
        AdminPolicy policy = Policies.admin(Kind.ClusterNetworkPolicy, Yaml.tree("spec: {" + spec + "}"));
        assertFalse(policy.unreadable().isEmpty(), policy::toString);
    }

    private static PolicyRule rule(String name, Action action, List<Peer> peers, List<PolicyPort> ports) {
        return new PolicyRule(name, action, peers, ports, "");
    }

    private static Peer.Pods namespaces(String key, String value) {
        return new Peer.Pods(Optional.of(selector(label(key, value))), Selector.ALL);
    }

    private static Requirement label(String key, String value) {
        return Selector.of(Map.of(key, value), List.of()).requirements().getFirst();
    }

    private static Selector selector(Requirement... all) {
        return new Selector(List.of(all));
    }
}
