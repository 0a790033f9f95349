package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.policy.Party;
import io.nettools.planner.policy.Party.NamedPort;
import io.nettools.planner.policy.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartiesTest {
    private static final String POD =
            """
            metadata: {name: web, namespace: shop, labels: {tier: frontend}}
            spec:
              nodeName: node-1
              containers:
              - ports: [{name: http, containerPort: 8080}, {containerPort: 9090}]
              - ports: [{name: dns, containerPort: 53, protocol: UDP}]
              - {}
              initContainers:
              - {restartPolicy: Always, ports: [{name: mesh, containerPort: 15020}]}
              - {ports: [{name: setup, containerPort: 1}]}
            """;

    @Test
    void aPodHasTheLabelsOfItsNamespaceAndItsNodeAndTheNamesOfItsPorts() {
        Namespace shop = Yaml.object(Yaml.tree("metadata: {name: shop, labels: {team: a}}"), Namespace.class);
        Node node = Yaml.object(
                Yaml.tree(
                        """
                        metadata: {name: node-1, labels: {zone: a}}
                        status: {addresses: [{type: InternalIP, address: 10.0.0.1}, {type: Hostname, address: node-1}]}
                        """),
                Node.class);
        assertEquals(
                new Party.Pod(
                        "web",
                        new Party.Namespace("shop", Optional.of(Map.of("team", "a"))),
                        Map.of("tier", "frontend"),
                        false,
                        new Party.Node("node-1", Optional.of(Map.of("zone", "a")), List.of("10.0.0.1", "node-1")),
                        List.of(
                                new NamedPort("http", Transport.TCP, 8080, false),
                                new NamedPort("dns", Transport.UDP, 53, false),
                                new NamedPort("mesh", Transport.TCP, 15020, true))),
                Parties.of(pod(POD), Optional.of(shop), Optional.of(node)));
    }

    @Test
    void whatCouldNotBeReadIsNotKnown() {
        Party.Pod read = Parties.of(pod(POD), Optional.empty(), Optional.empty());
        assertEquals(new Party.Namespace("shop", Optional.empty()), read.namespace());
        assertEquals(new Party.Node("node-1", Optional.empty(), List.of()), read.node());
    }

    @Test
    void anObjectWithoutLabelsHasNone() {
        Namespace bare = Yaml.object(Yaml.tree("metadata: {name: shop}"), Namespace.class);
        Party.Pod read = Parties.of(
                pod("{metadata: {name: web, namespace: shop}, spec: {hostNetwork: true}}"),
                Optional.of(bare),
                Optional.empty());
        assertEquals(Map.of(), read.labels());
        assertEquals(Optional.of(Map.of()), read.namespace().labels());
        assertTrue(read.hostNetwork());
    }

    private static Pod pod(String yaml) {
        return Yaml.object(Yaml.tree(yaml), Pod.class);
    }
}
