package io.nettools.planner.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who sends or receives a packet. */
public sealed interface Party {
    /** The name in a sentence. */
    String words();

    /** Whether it is known to be on that node, in a pod or as the node itself. */
    default boolean on(Node node) {
        return false;
    }

    /**
     * A pod.
     *
     * @param ports with a name, of its containers
     */
    record Pod(
            String name,
            Namespace namespace,
            Map<String, String> labels,
            boolean hostNetwork,
            Node node,
            List<NamedPort> ports)
            implements Party {
        public Pod {
            labels = Map.copyOf(labels);
            ports = List.copyOf(ports);
        }

        @Override
        public String words() {
            return "pod " + Shown.name(name);
        }

        @Override
        public boolean on(Node other) {
            return node.on(other);
        }

        boolean same(Party other) {
            return other instanceof Pod pod
                    && pod.name.equals(name)
                    && pod.namespace.name().equals(namespace.name());
        }
    }

    /**
     * A node, or a program on it that has no pod, such as the kubelet.
     *
     * @param labels empty when they are not known
     * @param addresses of its status
     */
    record Node(String name, Optional<Map<String, String>> labels, List<String> addresses) implements Party {
        public Node {
            labels = labels.map(Map::copyOf);
            addresses = List.copyOf(addresses);
        }

        @Override
        public String words() {
            return "node " + Shown.name(name);
        }

        @Override
        public boolean on(Node other) {
            return !name.isEmpty() && name.equals(other.name);
        }
    }

    /** Known to be neither a pod nor a node of this cluster. */
    record Outside() implements Party {
        @Override
        public String words() {
            return "an address outside the cluster";
        }
    }

    /** An address of which it is not known whose it is. */
    record Unidentified() implements Party {
        @Override
        public String words() {
            return "an unknown address";
        }
    }

    /**
     * A namespace.
     *
     * @param labels empty when they are not known
     */
    record Namespace(String name, Optional<Map<String, String>> labels) {
        public Namespace {
            labels = labels.map(Map::copyOf);
        }
    }

    /**
     * A port of a container that has a name.
     *
     * @param sidecar whether the container is an init container that keeps running; some plugins do not know its ports
     */
    record NamedPort(String name, Transport transport, int number, boolean sidecar) {}
}
