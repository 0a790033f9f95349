package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Where;

/** Two neighbouring points of a path, in the direction in which packets travel. */
record Gap(Station from, Station to) {
    Kind kind() {
        if (!from.node().equals(to.node())) {
            return from.where() == Where.Uplink && to.where() == Where.Uplink ? Kind.BetweenNodes : Kind.Wide;
        }
        return switch (from.where()) {
            case Pod -> to.where() == Where.Node && samePod() ? Kind.OutOfPod : Kind.Wide;
            case Node ->
                switch (to.where()) {
                    case Uplink -> Kind.OutOfNode;
                    case Node -> Kind.OnNode;
                    case Pod -> samePod() ? Kind.IntoPod : Kind.OnNode;
                };
            case Uplink -> Kind.BeforePod;
        };
    }

    private boolean samePod() {
        return from.pod().equals(to.pod());
    }

    boolean betweenNodes() {
        return !from.node().equals(to.node());
    }

    /** E.g. {@code node-1: between vethd3a and eth0}. */
    String place() {
        if (betweenNodes()) {
            return "between " + from.name() + " and " + to.name();
        }
        return from.node() + ": between " + onNode(from) + " and " + onNode(to);
    }

    private static String onNode(Station at) {
        return switch (at.where()) {
            case Pod -> at.name();
            case Node -> at.device("the node's end of pod " + at.pod() + "'s interface");
            case Uplink -> at.device("the uplink");
        };
    }

    /** The end of packets in a conclusion, with its place. */
    String conclusion() {
        return switch (kind()) {
            case OutOfPod, IntoPod -> "lost " + where();
            case OutOfNode, BetweenNodes, BeforePod, OnNode, Wide -> "dropped " + where();
        };
    }

    /** The place in a few words, without devices. */
    String where() {
        return switch (kind()) {
            case OutOfPod -> "between pod " + from.pod() + " and its node " + from.node();
            case OutOfNode -> "on " + from.node() + " after leaving pod " + from.pod();
            case BetweenNodes -> "between " + from.node() + " and " + to.node();
            case BeforePod -> "on " + to.node() + " before pod " + to.pod();
            case IntoPod -> "between " + to.node() + " and pod " + to.pod();
            case OnNode -> "on " + to.node() + " between pod " + from.pod() + " and pod " + to.pod();
            case Wide -> "between " + from.name() + " and " + to.name();
        };
    }

    /** What lies between two points. */
    enum Kind {
        OutOfPod(
                "a tc or eBPF program on the pod's interface",
                "On the node, check the pod's device: tc -s qdisc show dev DEVICE, tc filter show dev DEVICE ingress, "
                        + "ip -s link show DEVICE."),
        OutOfNode(
                "an egress NetworkPolicy, a firewall rule, a missing route or rp_filter there",
                "Check the egress NetworkPolicies of the pod and, on that node, nft list ruleset or iptables-save -c"
                        + " (DROP counters), ip route get, sysctl net.ipv4.conf.all.rp_filter."),
        BetweenNodes(
                "a security group or firewall of the network between the nodes, or its MTU",
                "Check the security groups and firewalls between the nodes (tunnel ports 8472, 4789 and 6081/udp,"
                        + " IP-in-IP), the MTU of the network between them, and ip -s link of both uplinks."),
        BeforePod(
                "a NetworkPolicy or firewall rule there",
                "Check the ingress NetworkPolicies of the pod and, on that node, nft list ruleset or iptables-save -c"
                        + " (DROP counters), ip route, sysctl net.ipv4.conf.all.rp_filter."),
        IntoPod(
                "a tc or eBPF program on the node's end of the pod's interface",
                "On the node, check the pod's device: tc -s qdisc show dev DEVICE, tc filter show dev DEVICE egress, "
                        + "ip -s link show DEVICE."),
        OnNode(
                "a NetworkPolicy or firewall rule there",
                "Check the NetworkPolicies of both pods and, on that node, nft list ruleset or iptables-save -c (DROP"
                        + " counters), bridge link, sysctl net.bridge.bridge-nf-call-iptables."),
        Wide(
                "a NetworkPolicy, firewall rule or security group",
                "Check what lies between the two points: NetworkPolicies of both pods, nft list ruleset or"
                        + " iptables-save -c "
                        + "on the nodes, firewalls between them.");

        private final String cause;
        private final String nextStep;

        Kind(String cause, String nextStep) {
            this.cause = cause;
            this.nextStep = nextStep;
        }

        String cause() {
            return cause;
        }

        String nextStep() {
            return nextStep;
        }
    }
}
