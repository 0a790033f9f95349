package io.nettools.agent.firewall;

import io.nettools.agent.target.Entered;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.TargetSearch;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.DropRules;
import io.nettools.analyser.report.DropRules.Rules;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The packet filters that a trace watches: the pod's own, and its node's when the trace captures there. Reading them takes CAP_NET_ADMIN, which
 * only a trace with connection tracking has. Of a node that is traced itself nothing is read: its rules are about everybody's packets.
 */
public final class Firewalls implements AutoCloseable {
    private final Optional<RuleWatch> pod;
    private final Optional<RuleWatch> node;
    private final Optional<NetworkNamespace> held;

    private Firewalls(Optional<RuleWatch> pod, Optional<RuleWatch> node, Optional<NetworkNamespace> held) {
        this.pod = pod;
        this.node = node;
        this.held = held;
    }

    /** Begins to read. The target must stay entered until this is closed. */
    public static Firewalls watch(Entered target, TargetSearch search, Order order) {
        boolean allowed = order.asks(Extra.Conntrack) && !target.ofNode();
        Optional<NetworkNamespace> held = allowed && order.asks(Extra.NodeViews) ? node(search) : Optional.empty();
        return new Firewalls(
                allowed ? Optional.of(new RuleWatch(target.namespace())) : Optional.empty(),
                held.map(RuleWatch::new),
                held);
    }

    private static Optional<NetworkNamespace> node(TargetSearch search) {
        try {
            return Optional.of(search.node());
        } catch (IOException cannotBeEntered) {
            return Optional.empty();
        }
    }

    /** Waits a little for the first reading: what is dropped before it is not counted. */
    public void awaitBegin() {
        Stream.concat(pod.stream(), node.stream()).forEach(RuleWatch::awaitBegin);
    }

    /** The rules that dropped packets since then. */
    public DropRules end() {
        Optional<CompletableFuture<Optional<Rules>>> ofPod = pod.map(RuleWatch::end);
        Optional<CompletableFuture<Optional<Rules>>> ofNode = node.map(RuleWatch::end);
        return new DropRules(ofPod.flatMap(CompletableFuture::join), ofNode.flatMap(CompletableFuture::join));
    }

    @Override
    public void close() throws IOException {
        Stream.concat(pod.stream(), node.stream()).forEach(RuleWatch::awaitEnd);
        if (held.isPresent()) {
            held.get().close();
        }
    }
}
