package io.nettools.planner.cluster;

import java.time.Instant;
import java.util.Optional;

/** Who has an address, as far as the author of a trace may know it. */
public sealed interface Owner {
    /** The name in a sentence and in the status, as somebody in this namespace writes it. */
    String text(String namespace);

    /**
     * A pod in a network namespace of its own.
     *
     * @param node where it runs
     * @param started when its kubelet accepted it, which is before it has its address; empty when unknown
     */
    record Pod(String namespace, String name, String node, Optional<Instant> started) implements Owner {
        @Override
        public String text(String from) {
            String pod = namespace.equals(from) ? "pod " + name : "pod " + namespace + "/" + name;
            return node.isEmpty() ? pod : pod + " on " + node;
        }
    }

    /** A Service, by its cluster IP or another address of its own, or by a port of a node. */
    record ClusterIp(String namespace, String name) implements Owner {
        @Override
        public String text(String from) {
            return namespace.equals(from) ? "service/" + name : namespace + "/" + name;
        }
    }

    /** A node. Its address is also that of pods on the node's network. */
    record Node(String name) implements Owner {
        @Override
        public String text(String from) {
            return name;
        }
    }

    /** The API server: the Service {@code kubernetes} in {@code default}, or an endpoint of it. */
    record ApiServer() implements Owner {
        @Override
        public String text(String from) {
            return "the API server";
        }
    }

    /** Nothing in the cluster. */
    record Outside() implements Owner {
        @Override
        public String text(String from) {
            return "outside the cluster";
        }
    }

    /** Something in another namespace, which the author may not see. */
    record AnotherNamespace() implements Owner {
        @Override
        public String text(String from) {
            return "another namespace";
        }
    }

    /** A node whose name the author may not see. */
    record AnotherNode() implements Owner {
        @Override
        public String text(String from) {
            return "another node";
        }
    }
}
