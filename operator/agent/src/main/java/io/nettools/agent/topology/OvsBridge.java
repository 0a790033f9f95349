package io.nettools.agent.topology;

import io.nettools.agent.handover.PlainName;
import io.nettools.analyser.report.Topology;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A bridge of Open vSwitch as a stage of the pod's path.
 *
 * @param veth the pod's device on the node; its bridge is where the other pods are too
 */
record OvsBridge(OpenVswitch.Bridge bridge, List<OvsPort> ports, String veth) {
    static final String KIND = "openvswitch";

    static OvsBridge of(OpenVswitch.Bridge bridge, String veth, Function<String, String> kinds) {
        return new OvsBridge(
                bridge,
                bridge.ports().stream().map(port -> OvsPort.of(port, kinds)).toList(),
                veth);
    }

    String name() {
        return bridge.name();
    }

    boolean has(String device) {
        return ports.stream().anyMatch(port -> port.has(device));
    }

    /** The port that is one end of a patch cable, by its name. */
    Optional<OvsPort> patch(String name) {
        return ports.stream().filter(port -> port.patch() && port.has(name)).findFirst();
    }

    List<OvsPort> patches() {
        return ports.stream().filter(OvsPort::patch).toList();
    }

    /** Ports that lead to the network outside. A veth counts only on a bridge without a card and without the pod. */
    List<OvsPort> cards() {
        List<OvsPort> sure = ports.stream().filter(OvsPort::card).toList();
        if (!sure.isEmpty() || podsAreHere()) {
            return sure;
        }
        return ports.stream().filter(OvsPort::mayBeCard).toList();
    }

    /** The ports to name: without other pods' ports, and without those that may be another pod's. */
    List<OvsPort> named() {
        return ports.stream()
                .filter(port -> own(port) || (!port.marked() && (!podsAreHere() || port.card() || !port.mayBeCard())))
                .sorted(Comparator.comparing((OvsPort port) -> !own(port)))
                .toList();
    }

    Topology.Bridge described() {
        return new Topology.Bridge(
                PlainName.of(name()),
                KIND,
                PlainName.of(bridge.datapath()),
                PlainName.of(bridge.failMode()),
                ports.size(),
                named().stream().map(port -> port.described(own(port))).toList());
    }

    private boolean own(OvsPort port) {
        return port.has(veth);
    }

    private boolean podsAreHere() {
        return has(veth);
    }
}
