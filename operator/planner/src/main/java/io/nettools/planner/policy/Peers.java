package io.nettools.planner.policy;

import io.nettools.analyser.order.Cidr;
import io.nettools.analyser.order.Host;
import java.util.List;
import java.util.Optional;

/**
 * Which peers of a rule are the other side of a contact.
 *
 * @param home namespace of a NetworkPolicy; absent for the admin kinds
 */
record Peers(Contact contact, Optional<String> home) {
    private static final int OTHER_BLOCK = 5;
    private static final int OTHER_NAMESPACE = 5;
    private static final int OTHER_KIND = 8;

    Match match(List<Peer> peers) {
        if (peers.isEmpty()) {
            return home.isPresent() ? Match.yes() : new Match.Unknown("a rule has no peers");
        }
        return Match.any(peers.stream().map(this::match).toList());
    }

    private Match match(Peer peer) {
        return switch (peer) {
            case Peer.Pods pods -> pods(pods);
            case Peer.Networks networks -> networks(networks);
            case Peer.Nodes nodes -> nodes(nodes);
            case Peer.DomainNames() ->
                new Match.Unknown("the addresses of its domainNames are known to the network plugin only");
            case Peer.Unreadable(String why) -> new Match.Unknown(why);
        };
    }

    private Match pods(Peer.Pods peer) {
        return switch (contact.other()) {
            case Party.Pod pod when pod.hostNetwork() -> hostNetwork(pod, peer);
            case Party.Pod pod -> labels(pod, peer);
            case Party.Unidentified() ->
                new Match.Unknown("it is not known which pod has the address " + Shown.name(contact.address()));
            case Party.Node node -> new Match.No(OTHER_KIND, "allows pods, not " + node.words());
            case Party.Outside() ->
                new Match.No(OTHER_KIND, "allows pods, not " + contact.otherWords() + " outside the cluster");
        };
    }

    private Match labels(Party.Pod pod, Peer.Pods peer) {
        Match namespace = peer.namespaces()
                .map(selector -> Labels.of(pod.namespace()).match(selector))
                .orElseGet(() -> own(pod));
        return Match.all(List.of(namespace, Labels.of(pod).match(peer.pods())));
    }

    private Match own(Party.Pod pod) {
        String own = home.orElse("");
        return pod.namespace().name().equals(own)
                ? Match.yes()
                : new Match.No(
                        OTHER_NAMESPACE,
                        "allows pods of namespace " + Shown.name(own) + ", " + pod.words() + " is in namespace "
                                + Shown.name(pod.namespace().name()));
    }

    /**
     * A NetworkPolicy may or may not distinguish such a pod from its node (Kubernetes documentation, "NetworkPolicy and
     * hostNetwork pods"); the admin kinds leave it out.
     */
    private Match hostNetwork(Party.Pod pod, Peer.Pods peer) {
        return home.isPresent()
                ? labels(pod, peer)
                        .ifYes(new Match.Unknown("whether selectors match " + pod.words()
                                + ", which has hostNetwork, depends on the network plugin"))
                : new Match.No(OTHER_KIND, "allows pods without hostNetwork, not " + pod.words());
    }

    private Match networks(Peer.Networks peer) {
        byte[] address = new Host(contact.address()).bytes();
        List<Optional<Cidr>> in = peer.cidrs().stream().map(Cidr::of).toList();
        List<Optional<Cidr>> except = peer.except().stream().map(Cidr::of).toList();
        if (address.length == 0
                || in.isEmpty()
                || in.contains(Optional.<Cidr>empty())
                || except.contains(Optional.<Cidr>empty())) {
            return new Match.Unknown("an address or a block of addresses cannot be read");
        }
        if (in.stream().flatMap(Optional::stream).noneMatch(block -> block.contains(address))) {
            return new Match.No(OTHER_BLOCK, "allows " + list(peer.cidrs()) + ", not " + Shown.name(contact.address()));
        }
        for (int i = 0; i < except.size(); i++) {
            if (except.get(i).filter(block -> block.contains(address)).isPresent()) {
                return new Match.No(
                        OTHER_BLOCK,
                        "excepts " + Shown.name(peer.except().get(i)) + ", which contains "
                                + Shown.name(contact.address()));
            }
        }
        return Match.yes();
    }

    private static String list(List<String> cidrs) {
        return Shown.name(cidrs.getFirst()) + (cidrs.size() > 1 ? " and " + (cidrs.size() - 1) + " more" : "");
    }

    /** By the addresses of nodes, so that a pod with hostNetwork is its node. */
    private Match nodes(Peer.Nodes peer) {
        return switch (contact.other()) {
            case Party.Node node -> Labels.of(node).match(peer.nodes());
            case Party.Pod pod when pod.hostNetwork() -> Labels.of(pod.node()).match(peer.nodes());
            case Party.Pod pod -> new Match.No(OTHER_KIND, "allows nodes, not " + pod.words());
            case Party.Outside() ->
                new Match.No(OTHER_KIND, "allows nodes, not " + contact.otherWords() + " outside the cluster");
            case Party.Unidentified() ->
                new Match.Unknown("it is not known whether " + Shown.name(contact.address()) + " is a node");
        };
    }
}
