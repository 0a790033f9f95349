package io.nettools.controller.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.nettools.controller.fixture.Yaml;
import io.nettools.planner.trace.Candidate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrimaryNetworkTest {
    private static final String ON_ITS_OWN =
            """
            {"default":{"ip_addresses":["10.128.2.13/23"],"mac_address":"0a:58:0a:80:02:0d","routes":[{"dest":"10.128.0.0/14","nextHop":"10.128.2.1"}],\
            "ip_address":"10.128.2.13/23","role":"infrastructure-locked"},\
            "blue/net":{"ip_addresses":["10.200.0.5/16","fd10::5/64"],"mac_address":"0a:58:0a:c8:00:05","gateway_ips":["10.200.0.1","fd10::1"],"role":"primary"}}\
            """;

    @Test
    void aPodOnAUserDefinedNetworkHasItsAddressesThere() {
        assertEquals(List.of("10.200.0.5", "fd10::5"), addresses(ON_ITS_OWN));
    }

    @Test
    void aSecondaryNetworkIsNotThePrimaryOne() {
        assertEquals(List.of(), addresses(ON_ITS_OWN.replace("primary", "secondary")));
    }

    /** Without another primary network it is the one of the status, whichever role it names. */
    @Test
    void theNetworkOfAllPodsHasTheAddressesOfTheStatus() {
        assertEquals(
                List.of(), addresses("{\"default\":{\"ip_addresses\":[\"10.128.2.13/23\"],\"role\":\"primary\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"x\"",
                "{\"a\":",
                "{\"a/b\":[]}",
                "{\"a/b\":{\"role\":\"primary\"}}",
                "{\"a/b\":{\"role\":\"primary\",\"ip_addresses\":\"10.0.0.1\"}}",
                "{\"a/b\":{\"role\":\"primary\",\"ip_addresses\":[7,{},\"10.0.0.1 or port 22\",\"example.com\",\"\"]}}"
            })
    void anythingElseHasNoAddresses(String annotation) {
        assertEquals(List.of(), addresses(annotation));
    }

    @Test
    void manyAddressesAreCut() {
        String many = IntStream.range(0, 200)
                .mapToObj(n -> "\"10.200.0." + n + "/16\"")
                .collect(Collectors.joining(","));
        assertEquals(
                4,
                addresses("{\"a/b\":{\"role\":\"primary\",\"ip_addresses\":[" + many + "]}}")
                        .size());
    }

    @Test
    void anAnnotationOfHalfAMegabyteIsNotRead() {
        assertEquals(
                List.of(), addresses(ON_ITS_OWN.replace("{\"default\"", "{" + " ".repeat(1 << 19) + "\"default\"")));
    }

    /** T4: whoever may create the pod can write it; it must not become an address of the pod. */
    @Test
    void theAnnotationChangesNoAddressOfThePodItself() {
        Pod pod = Yaml.object(
                Yaml.tree(
                        """
                        metadata: {name: web, uid: u, annotations: {k8s.ovn.org/pod-networks: '%s'}}
                        spec: {nodeName: node-1}
                        status: {phase: Running, podIPs: [{ip: 10.128.2.13}]}
                        """
                                .formatted(ON_ITS_OWN)),
                Pod.class);
        Candidate web = Candidates.of(pod);
        assertEquals(List.of("10.128.2.13"), web.identity().podIps());
        assertEquals(List.of("10.200.0.5", "fd10::5"), web.networkIps());
        assertEquals(List.of("10.128.2.13", "10.200.0.5", "fd10::5"), web.addresses());
    }

    private static List<String> addresses(String annotation) {
        return PrimaryNetwork.addresses(Map.of("k8s.ovn.org/pod-networks", annotation));
    }
}
