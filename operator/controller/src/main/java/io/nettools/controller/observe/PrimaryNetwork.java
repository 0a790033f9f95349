package io.nettools.controller.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nettools.analyser.order.Host;
import io.nettools.controller.intake.ApiJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A pod's addresses on its primary UserDefinedNetwork. OVN-Kubernetes writes them to the annotation
 * {@code k8s.ovn.org/pod-networks}, an object with a member for each network (go-controller/pkg/util/pod_annotation.go):
 * {@code {"default": {"ip_addresses": ["10.128.2.13/23"], "role": "infrastructure-locked"}, "NAMESPACE/NAME": {"ip_addresses":
 * ["10.200.0.5/16"], "role": "primary"}}}. The status has only the address on the network "default".
 *
 * <p>Its admission webhook checks updates of {@code pods/status} alone: who may create or update pods can write any
 * addresses here, as in {@code k8s.v1.cni.cncf.io/network-status}.
 */
final class PrimaryNetwork {
    private static final String ANNOTATION = "k8s.ovn.org/pod-networks";

    /** The network of pods that have no other: its addresses are those of the status. */
    private static final String DEFAULT = "default";

    private static final String PRIMARY = "primary";

    /** Characters: room for some forty networks with their routes. */
    private static final int LONGEST = 16 << 10;

    /** One of each family, and as many for a network that is being changed. */
    private static final long MOST = 4;

    private static final ObjectMapper MAPPER = new ObjectMapper(ApiJson.factory());

    private PrimaryNetwork() {}

    /** The addresses; empty for a pod on the network of all pods, and for anything that does not have the form. */
    static List<String> addresses(Map<String, String> annotations) {
        String text = annotations.getOrDefault(ANNOTATION, "");
        return text.length() > LONGEST
                ? List.of()
                : parsed(text).properties().stream()
                        .filter(network -> !network.getKey().equals(DEFAULT))
                        .map(Map.Entry::getValue)
                        .filter(network -> network.path("role").asText().equals(PRIMARY))
                        .flatMap(PrimaryNetwork::of)
                        .filter(address -> new Host(address).address())
                        .distinct()
                        .limit(MOST)
                        .toList();
    }

    private static Stream<String> of(JsonNode network) {
        return StreamSupport.stream(network.path("ip_addresses").spliterator(), false)
                .map(address -> address.asText().split("/", 2)[0]);
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text.isEmpty() ? "{}" : text);
        } catch (JsonProcessingException malformed) {
            return MAPPER.createObjectNode();
        }
    }
}
