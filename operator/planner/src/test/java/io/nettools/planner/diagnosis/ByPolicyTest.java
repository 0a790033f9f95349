package io.nettools.planner.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Finding.About;
import io.nettools.analyser.report.Finding.Severity;
import io.nettools.planner.cluster.Crossing;
import io.nettools.planner.cluster.Policed;
import io.nettools.planner.policy.AdminPolicy;
import io.nettools.planner.policy.FirstPacket;
import io.nettools.planner.policy.NamespacedPolicy;
import io.nettools.planner.policy.Party;
import io.nettools.planner.policy.Peer;
import io.nettools.planner.policy.PolicyRule;
import io.nettools.planner.policy.PolicySet;
import io.nettools.planner.policy.PolicySet.Read;
import io.nettools.planner.policy.PolicyType;
import io.nettools.planner.policy.Selector;
import io.nettools.planner.policy.Transport;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ByPolicyTest {
    private static final About ENDS = new About("tcp", "10.244.1.5:40000", "10.96.0.20:80", "10.244.2.7:8080");
    private static final String PLACE = "node-2: between eth0 and veth1";
    private static final Crossing CROSSING = new Crossing(PLACE, "dropped on node-2 before pod server", ENDS);
    private static final Finding LOST = new Finding(
            "PacketsVanish",
            Severity.Error,
            "3 of 3 SYN to 10.96.0.20:80 dropped on node-2 before pod server",
            "3 of 3 SYN never reach node-2's veth1",
            List.of("tcp 10.244.1.5:40000 > 10.244.2.7:8080: 3 of 3 SYN"),
            "Look.",
            PLACE,
            ENDS);

    @Test
    void aPolicyThatDeniesIsTheCause() {
        Finding explained = explained("shop", "shop", Set.of(), onlyFrom("tier", "backend"));
        assertEquals(Code.PolicyDenied.name(), explained.code());
        assertEquals(
                CROSSING.conclusion()
                        + ": NetworkPolicy backend-only isolates its ingress; rule 1 requires tier=backend, pod client has"
                        + " tier=frontend",
                explained.headline());
        assertEquals(LOST.message(), explained.evidence().getFirst());
        assertEquals(PLACE, explained.place());
        assertEquals(ENDS, explained.about());
        assertTrue(explained.nextStep().contains("kubectl describe networkpolicy backend-only -n shop"));
    }

    /** A plugin may drop packets on the client's node for what the server's policy says. */
    @Test
    void whereTheConclusionNamesAnotherPodThePolicysPodIsNamed() {
        Crossing early = new Crossing(PLACE, "dropped on node-1 after leaving pod client", ENDS);
        PolicySet policies = policies("shop", "shop", onlyFrom("tier", "backend"));
        Finding explained = ByPolicy.explained(
                LOST, early, new Policed(List.of(packet("shop", "shop")), policies, Set.of()), "shop");
        assertTrue(
                explained.headline().contains("NetworkPolicy backend-only isolates pod server's ingress;"),
                explained::headline);
    }

    /** Dropped before the Service's translation was seen, the packets may have gone to any pod behind it. */
    @Test
    void podsBehindAServiceMustAgree() {
        PolicySet policies = policies("shop", "shop", onlyFrom("tier", "backend"));
        FirstPacket packet = packet("shop", "shop");
        FirstPacket other = new FirstPacket(
                packet.from(), packet.source(), packet.from(), packet.source(), packet.transport(), 8080, 80);
        Finding agreed =
                ByPolicy.explained(LOST, CROSSING, new Policed(List.of(packet, packet), policies, Set.of()), "shop");
        assertEquals(Code.PolicyDenied.name(), agreed.code());
        Finding apart =
                ByPolicy.explained(LOST, CROSSING, new Policed(List.of(packet, other), policies, Set.of()), "shop");
        assertEquals(LOST.code(), apart.code());
        assertEquals(
                "the policies do not decide it: they differ between the pods behind the Service",
                apart.evidence().getLast());
    }

    @Test
    void aLossThatNoPolicyExplainsSaysSo() {
        Finding explained = explained("shop", "shop", Set.of(), onlyFrom("tier", "frontend"));
        assertEquals(LOST.code(), explained.code());
        assertTrue(explained.evidence().getLast().startsWith("no policy explains it"), explained.evidence()::toString);
    }

    @Test
    void policiesThatCouldNotBeReadDecideNothing() {
        PolicySet unread = new PolicySet(Map.of(), Map.of());
        Finding explained = ByPolicy.explained(
                LOST, CROSSING, new Policed(List.of(packet("shop", "shop")), unread, Set.of()), "shop");
        assertEquals(LOST.code(), explained.code());
        assertTrue(explained.evidence().getLast().startsWith("the policies do not decide it"));
    }

    @Test
    void aPolicyOfAnotherNamespaceHasNoNameForOthers() {
        Finding hidden = explained("shop", "bank", Set.of(), onlyFrom("tier", "backend"));
        assertEquals(
                CROSSING.conclusion() + ": a policy of another namespace denies ingress of the pod", hidden.headline());
        assertFalse(hidden.toString().contains("backend-only"), hidden::toString);
        Finding shown = explained("shop", "bank", Set.of("bank"), onlyFrom("tier", "backend"));
        assertTrue(shown.headline().contains("backend-only"), shown::headline);
    }

    @Test
    void theLabelsOfAPodOfAnotherNamespaceStayHidden() {
        Finding hidden = explained("bank", "shop", Set.of(), onlyFrom("tier", "backend"));
        assertEquals(
                CROSSING.conclusion() + ": NetworkPolicy backend-only denies ingress of pod server", hidden.headline());
        assertFalse(hidden.toString().contains("frontend"), hidden::toString);
    }

    private static Finding explained(String client, String server, Set<String> readable, Selector from) {
        PolicySet policies = policies(client, server, from);
        return ByPolicy.explained(
                LOST, CROSSING, new Policed(List.of(packet(client, server)), policies, readable), "shop");
    }

    private static PolicySet policies(String client, String server, Selector from) {
        NamespacedPolicy policy = new NamespacedPolicy(
                server,
                "backend-only",
                Selector.ALL,
                Set.of(PolicyType.Ingress),
                List.of(new PolicyRule(
                        "",
                        PolicyRule.Action.Allow,
                        List.of(new Peer.Pods(Optional.of(Selector.ALL), from)),
                        List.of(),
                        "")),
                List.of(),
                "");
        return new PolicySet(
                client.equals(server)
                        ? Map.of(server, Read.all(List.of(policy)))
                        : Map.of(server, Read.all(List.of(policy)), client, Read.all(List.of())),
                Arrays.stream(AdminPolicy.Kind.values())
                        .collect(Collectors.toMap(kind -> kind, kind -> Read.all(List.of()))));
    }

    private static Selector onlyFrom(String label, String value) {
        return Selector.of(Map.of(label, value), List.of());
    }

    private static FirstPacket packet(String client, String server) {
        return new FirstPacket(
                pod("client", client, Map.of("tier", "frontend"), "node-1"),
                "10.244.1.5",
                pod("server", server, Map.of("tier", "backend"), "node-2"),
                "10.244.2.7",
                Transport.TCP,
                8080,
                80);
    }

    private static Party pod(String name, String namespace, Map<String, String> labels, String node) {
        return new Party.Pod(
                name,
                new Party.Namespace(namespace, Optional.of(Map.of("kubernetes.io/metadata.name", namespace))),
                labels,
                false,
                new Party.Node(node, Optional.empty(), List.of("192.168.0.1")),
                List.of());
    }
}
