package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.nettools.analyser.order.Host;
import io.nettools.planner.cluster.ServiceFacts;
import io.nettools.planner.trace.ObjectName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Services and their EndpointSlices, as the planner sees them. Their owner may write what he likes. */
final class Services {
    private Services() {}

    /**
     * The addresses of a Service itself, one for each family; none when it is headless ("None": its name resolves to its
     * pods), or stands for a name outside the cluster.
     */
    static List<String> addresses(Service service) {
        return Stream.ofNullable(service.getSpec().getClusterIPs())
                .flatMap(List::stream)
                .filter(address -> new Host(address).address())
                .toList();
    }

    /** The addresses that lead to a Service from outside of the cluster: of load balancers, and those that its owner names. */
    static Stream<String> externalAddresses(Service service) {
        Stream<String> named =
                Stream.ofNullable(service.getSpec().getExternalIPs()).flatMap(List::stream);
        Stream<String> balanced = Stream.ofNullable(service.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getLoadBalancer()))
                .flatMap(balancer -> Stream.ofNullable(balancer.getIngress()))
                .flatMap(List::stream)
                .flatMap(ingress -> Stream.ofNullable(ingress.getIp()));
        return Stream.concat(named, balanced);
    }

    static Stream<ServicePort> ports(Service service) {
        return Stream.ofNullable(service.getSpec().getPorts()).flatMap(List::stream);
    }

    static ServiceFacts.Spec spec(Service service) {
        Map<String, String> selector =
                Optional.ofNullable(service.getSpec().getSelector()).orElse(Map.of());
        boolean external = "ExternalName".equals(service.getSpec().getType());
        return new ServiceFacts.Spec(
                addresses(service),
                external ? Untrusted.text(String.valueOf(service.getSpec().getExternalName())) : "",
                new TreeMap<>(selector)
                        .entrySet().stream()
                                .map(label -> Untrusted.text(label.getKey() + "=" + label.getValue()))
                                .collect(Collectors.joining(",")),
                "Local".equals(service.getSpec().getInternalTrafficPolicy()),
                ports(service).map(Services::port).toList());
    }

    private static ServiceFacts.Port port(ServicePort port) {
        Object target = Optional.ofNullable(port.getTargetPort())
                .<Object>map(IntOrString::getValue)
                .orElse(port.getPort());
        return new ServiceFacts.Port(
                text(port.getName()),
                port.getPort(),
                Untrusted.text(String.valueOf(target)),
                text(port.getProtocol()),
                Optional.ofNullable(port.getNodePort()).orElse(0));
    }

    /** The endpoints of a slice. One whose readiness is not known takes connections (KEP-752). */
    static Stream<ServiceFacts.Endpoint> endpoints(EndpointSlice slice) {
        Map<String, Integer> ports = new HashMap<>();
        Stream.ofNullable(slice.getPorts())
                .flatMap(List::stream)
                .filter(port -> port.getPort() != null)
                .forEach(port -> ports.put(text(port.getName()), port.getPort()));
        return Stream.ofNullable(slice.getEndpoints())
                .flatMap(List::stream)
                .map(endpoint -> new ServiceFacts.Endpoint(
                        Optional.ofNullable(endpoint.getAddresses()).orElse(List.of()),
                        Optional.ofNullable(endpoint.getTargetRef())
                                .filter(reference -> "Pod".equals(reference.getKind()))
                                .map(ObjectReference::getName)
                                .filter(ObjectName::possible)
                                .orElse(""),
                        Optional.ofNullable(endpoint.getNodeName())
                                .filter(ObjectName::possible)
                                .orElse(""),
                        serving(endpoint.getConditions()),
                        ports));
    }

    /** Whether connections go to it: while no endpoint is ready, those that are deleted and still serve have them. */
    private static boolean serving(EndpointConditions conditions) {
        return conditions == null
                || !Boolean.FALSE.equals(conditions.getReady())
                || (Boolean.TRUE.equals(conditions.getServing()) && Boolean.TRUE.equals(conditions.getTerminating()));
    }

    static boolean ready(Pod pod) {
        return Stream.ofNullable(pod.getStatus())
                .flatMap(status -> Stream.ofNullable(status.getConditions()))
                .flatMap(List::stream)
                .anyMatch(condition -> "Ready".equals(condition.getType()) && "True".equals(condition.getStatus()));
    }

    private static String text(String text) {
        return text == null ? "" : Untrusted.text(text);
    }

    /**
     * The addresses behind a Service whose one EndpointSlice has its name, as that of the API server has. Another slice
     * may be anybody's who may write there.
     */
    static Set<String> endpoints(KubernetesClient client, String namespace, String name) {
        return client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withField("metadata.name", name)
                .list()
                .getItems()
                .stream()
                .filter(slice -> name.equals(slice.getMetadata().getName()))
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .flatMap(endpoint -> Stream.ofNullable(endpoint.getAddresses()).flatMap(List::stream))
                .collect(Collectors.toSet());
    }
}
