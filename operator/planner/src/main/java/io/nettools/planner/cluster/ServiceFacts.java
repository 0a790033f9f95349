package io.nettools.planner.cluster;

import java.util.List;
import java.util.Map;

/**
 * A Service and what is behind it at the end of a trace.
 *
 * @param readable whether the author may see its selector and its pods
 */
public record ServiceFacts(Owner.ClusterIp service, Spec spec, Behind behind, boolean readable) {
    /** Pods that its selector matches, as far as they are read. */
    public static final int PODS = 10;

    /**
     * What its owner wrote.
     *
     * @param addresses its cluster IPs; empty if it is headless or stands for another name
     * @param externalName the name for which it stands; empty for other types
     * @param selector as {@code app=web,tier=front}; empty if others make its endpoints
     * @param local whether clients reach only endpoints on their own node
     */
    public record Spec(List<String> addresses, String externalName, String selector, boolean local, List<Port> ports) {
        public Spec {
            addresses = List.copyOf(addresses);
            ports = List.copyOf(ports);
        }

        public boolean headless() {
            return addresses.isEmpty() && externalName.isEmpty();
        }

        /** Whether an end has one of its cluster IPs; any other address is shared: a node's, or a load balancer's. */
        public boolean isAt(String end) {
            return Addresses.of(end).filter(addresses::contains).isPresent();
        }

        /** Its ports that clients mean with an end; TCP and UDP may have the same number. */
        public List<Port> portsAt(String end) {
            int number = Addresses.port(end);
            boolean shared = number > 0 && !isAt(end);
            List<Port> ofNode = ports.stream()
                    .filter(port -> shared && port.nodePort() == number)
                    .toList();
            return ofNode.isEmpty()
                    ? ports.stream().filter(port -> port.number() == number).toList()
                    : ofNode;
        }
    }

    /**
     * A port of a Service.
     *
     * @param name empty if it has none
     * @param target number or name of the pods' port
     * @param nodePort its number on each node; 0 if it has none
     */
    public record Port(String name, int number, String target, String protocol, int nodePort) {
        public boolean goesToName() {
            return !target.isEmpty() && !target.chars().allMatch(Character::isDigit);
        }
    }

    /**
     * What is behind it.
     *
     * @param pods that its selector matches, at most {@value #PODS}; only if no endpoint takes connections
     * @param complete whether these are all endpoints
     */
    public record Behind(List<Endpoint> endpoints, List<Selected> pods, boolean complete) {
        public Behind {
            endpoints = List.copyOf(endpoints);
            pods = List.copyOf(pods);
        }
    }

    /**
     * An endpoint, as an EndpointSlice names it.
     *
     * @param pod empty if the endpoint is not a pod
     * @param node where it runs; empty if unknown
     * @param serving whether connections go to it: it is ready, or is deleted and still serves
     * @param ports numbers by the name of the Service's port
     */
    public record Endpoint(
            List<String> addresses, String pod, String node, boolean serving, Map<String, Integer> ports) {
        public Endpoint {
            addresses = List.copyOf(addresses);
            ports = Map.copyOf(ports);
        }
    }

    /**
     * A pod that the selector matches.
     *
     * @param state why it does not run, e.g. {@code Pending} or {@code CrashLoopBackOff}; empty if it runs
     */
    public record Selected(String name, String state, boolean ready) {}
}
