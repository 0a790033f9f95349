package io.nettools.planner.status;

import io.nettools.analyser.report.Topology;
import java.util.List;

/**
 * How a pod hangs on its node, as the kernel and Open vSwitch's database say it.
 *
 * @param drawing the same as a drawing in text, the pod's own way marked
 * @param links the pod's interfaces but lo, each with its other end
 * @param way the devices between the pod and the network outside of the node, in the order in which a packet passes them
 * @param bridges on that way, with the ports that are no other pod's
 * @param tunnels of the node to other nodes
 * @param routes of the pod, in the wording of ip route
 * @param neighbours of the pod, in the wording of ip neigh
 * @param containers of the pod, with the namespaces that each lives in
 * @param shared kinds of namespaces that all containers of the pod share
 * @param own kinds of namespaces that each container has for itself
 * @param unknown what cannot be known from here, and why
 */
public record TopologyAnswer(
        String drawing,
        List<Topology.Link> links,
        List<Topology.Hop> way,
        List<Topology.Bridge> bridges,
        List<Topology.Tunnel> tunnels,
        List<String> routes,
        List<String> neighbours,
        List<Topology.Container> containers,
        List<String> shared,
        List<String> own,
        List<String> unknown) {}
