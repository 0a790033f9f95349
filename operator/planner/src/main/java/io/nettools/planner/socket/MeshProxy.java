package io.nettools.planner.socket;

import io.nettools.analyser.report.Listener;
import io.nettools.analyser.report.Listener.Protocol;
import io.nettools.analyser.shape.Listed;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The proxy of a service mesh that listens in a pod, known by its ports (istio.io, "Ports used by Istio"). It takes what
 * leaves the pod and what comes to it: the conversations between pods are the proxy's, and encrypted.
 */
public enum MeshProxy {
    /** A container of the pod. It answers probes on 15021, and has metrics on 15090. */
    Sidecar("Envoy (Istio sidecar)"),
    /** A program of the node, with sockets in the pod. */
    Ambient("ztunnel (Istio ambient)");

    /** The port of ambient mode between pods (HBONE). */
    public static final int HBONE = 15008;

    private static final Set<Integer> OF_ALL = Set.of(15001, 15006);
    private static final Set<Integer> OF_SIDECARS = Set.of(15021, 15090);

    private final String text;

    MeshProxy(String text) {
        this.text = text;
    }

    /** Its name in a sentence. */
    public String text() {
        return text;
    }

    /** The proxy in a pod with these sockets; empty without one. */
    public static Optional<MeshProxy> in(Listed<Listener> listeners) {
        Set<Integer> ports = listeners.first().stream()
                .filter(one -> one.protocol() == Protocol.TCP)
                .map(Listener::port)
                .collect(Collectors.toSet());
        if (!ports.containsAll(OF_ALL)) {
            return Optional.empty();
        }
        if (OF_SIDECARS.stream().anyMatch(ports::contains)) {
            return Optional.of(Sidecar);
        }
        return ports.contains(HBONE) ? Optional.of(Ambient) : Optional.empty();
    }

    /** What a capture in the pod shows of its programs. */
    public String note() {
        return "The pod is part of a service mesh: " + text + " listens in it. Between pods the conversations are the"
                + " proxy's and encrypted; what programs say is seen on lo alone (capture.interface: any or lo).";
    }
}
