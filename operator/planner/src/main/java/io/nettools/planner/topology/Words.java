package io.nettools.planner.topology;

import io.nettools.analyser.report.Topology.Bridge;
import io.nettools.analyser.report.Topology.Device;
import io.nettools.analyser.report.Topology.Hop;
import io.nettools.analyser.report.Topology.Link;
import io.nettools.analyser.report.Topology.Port;
import io.nettools.analyser.report.Topology.Tunnel;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text for a device: its name, and the known facts in brackets. Names may have any length. */
final class Words {
    private static final int NAME = 40;
    private static final String DOTS = "...";

    private Words() {}

    static String of(Link link) {
        return described(link.name(), plain(link.kind()), number("index", link.index()), number("MTU", link.mtu()));
    }

    static String of(Device device) {
        return described(
                device.name(),
                plain(device.kind()),
                number("index", device.index()),
                plain(device.state()),
                number("MTU", device.mtu()));
    }

    static String of(Hop hop) {
        if (plain(hop.device()).isEmpty()) {
            return plain(hop.kind()).isEmpty() ? "a device of the node" : plain(hop.kind()) + " of the node";
        }
        return described(hop.device(), plain(hop.kind()));
    }

    /** The text for a bridge without a box, with the ports that lead out. */
    static String of(Bridge bridge) {
        String ports = bridge.named().stream()
                .filter(port -> !port.own())
                .limit(2)
                .map(port -> name(port.name()))
                .collect(Collectors.joining(", "));
        return described(bridge.name(), facts(bridge)) + (ports.isEmpty() ? "" : " with " + ports);
    }

    static String title(Bridge bridge) {
        return name(bridge.name()) + ": " + facts(bridge);
    }

    private static String facts(Bridge bridge) {
        String datapath = plain(bridge.datapath());
        return joined(
                datapath.isEmpty() ? plain(bridge.kind()) : plain(bridge.kind()) + " (" + datapath + ")",
                counted("port", Math.max(bridge.ports(), bridge.named().size())),
                word("fail mode", bridge.failMode()));
    }

    static String of(Port port) {
        return described(port.name(), plain(port.type()));
    }

    /** The text for a port whose other end is not drawn, with that end. */
    static String leading(Port port) {
        return described(port.name(), spaced(plain(port.type()), word("to", port.to())));
    }

    static String of(Tunnel tunnel) {
        return described(
                tunnel.name(), spaced(plain(tunnel.kind()), word("to", tunnel.remote())), word("key", tunnel.key()));
    }

    static String counted(String what, int many) {
        return many + " " + what + (many == 1 ? "" : "s");
    }

    /**
     * The text in printable ASCII, with question marks for other characters; empty for null, as older agents lack some
     * fields.
     */
    static String plain(String text) {
        return text == null ? "" : text.strip().replaceAll("[^ -~]", "?");
    }

    static String name(String text) {
        return cut(plain(text), NAME);
    }

    /** The text; if it is longer, dots replace its end. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, most - DOTS.length()) + DOTS;
    }

    private static String described(String name, String... facts) {
        String all = joined(facts);
        return all.isEmpty() ? name(name) : name(name) + " (" + all + ")";
    }

    private static String number(String what, int value) {
        return value == 0 ? "" : what + " " + value;
    }

    private static String word(String what, String value) {
        return plain(value).isEmpty() ? "" : what + " " + plain(value);
    }

    private static String spaced(String first, String second) {
        return (first + " " + second).strip();
    }

    private static String joined(String... facts) {
        return Stream.of(facts).filter(fact -> !fact.isEmpty()).collect(Collectors.joining(", "));
    }
}
