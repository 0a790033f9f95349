package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is found at the ports of a service mesh's proxies (istio.io, "Ports used by Istio"). What leaves a pod of the mesh is
 * redirected to port 15001 of its own loopback interface; in ambient mode, pods reach each other at port 15008 (HBONE). The
 * conversations there are those of proxies, and between pods they are encrypted: a program's port or protocol is not the matter.
 */
final class Mesh {
    private static final Set<String> OUTGOING = Set.of("127.0.0.1:15001", "[::1]:15001");
    private static final String HBONE = ":15008";

    /** Found in how encrypted bytes follow each other; a connection of HBONE has many requests at once. */
    private static final Set<Code> OF_REQUESTS = EnumSet.of(Code.SlowApplication, Code.KeepAliveRace);

    /** What keeps a proxy from a server. */
    private static final Set<Code> NO_SERVER = EnumSet.of(
            Code.ConnectionRefused,
            Code.ConnectionUnanswered,
            Code.HandshakeHalfOpen,
            Code.HostUnreachable,
            Code.PortUnreachable,
            Code.TlsCertificateRejected,
            Code.TlsHandshakeFailed,
            Code.TlsUnanswered);

    /** What programs get from a proxy without a server. */
    private static final Set<Code> PASSED_ON = EnumSet.of(
            Code.ConnectionReset,
            Code.HttpResponseCut,
            Code.HttpServerErrors,
            Code.HttpUnanswered,
            Code.PeerGone,
            Code.TlsHandshakeFailed,
            Code.TlsUnanswered);

    private Mesh() {}

    /** The diagnoses, with those at ports of a mesh as what they are, and without what a proxy only passes on. */
    static List<Diagnosis> understood(List<Diagnosis> all) {
        return all.stream()
                .filter(one -> !(betweenPods(one) && OF_REQUESTS.contains(one.code())))
                .filter(one -> all.stream().noneMatch(cause -> passesOn(cause, one)))
                .map(one -> understood(one, all))
                .toList();
    }

    private static boolean betweenPods(Diagnosis one) {
        return one.where().endsWith(HBONE);
    }

    private static boolean atProxy(Diagnosis one) {
        return OUTGOING.contains(one.where());
    }

    /** A program fails at the proxy no more often than the proxy fails at a server. */
    private static boolean passesOn(Diagnosis cause, Diagnosis effect) {
        return atProxy(effect)
                && PASSED_ON.contains(effect.code())
                && !atProxy(cause)
                && NO_SERVER.contains(cause.code())
                && effect.hits() <= cause.hits();
    }

    private static Diagnosis understood(Diagnosis one, List<Diagnosis> all) {
        String effects = all.stream()
                .filter(effect -> passesOn(one, effect))
                .map(Diagnosis::headline)
                .collect(Collectors.joining("; "));
        Diagnosis with =
                effects.isEmpty() ? one : one.shownBy("what programs get of it from the pod's proxy: " + effects);
        return named(with).orElse(with);
    }

    private static Optional<Diagnosis> named(Diagnosis one) {
        if (atProxy(one)) {
            return Optional.of(one.code() == Code.ConnectionRefused ? withoutProxy(one) : ofProxy(one));
        }
        if (!betweenPods(one)) {
            return Optional.empty();
        }
        return switch (one.code()) {
            case ConnectionRefused -> Optional.of(notServed(one));
            case ConnectionUnanswered, HandshakeHalfOpen -> Optional.of(dropped(one));
            default ->
                NO_SERVER.contains(one.code()) || one.code() == Code.ConnectionReset
                        ? Optional.of(betweenProxies(one))
                        : Optional.empty();
        };
    }

    private static Diagnosis withoutProxy(Diagnosis one) {
        return one.headed(one.headline() + ": the pod's mesh proxy does not listen")
                .meaning("What leaves the pod is redirected to " + one.where()
                        + ", the port of Istio's proxy in the pod (Envoy or ztunnel), and nothing listens there: it has"
                        + " not started, or has ended.")
                .next("Let the program start after the proxy (Istio: holdApplicationUntilProxyStarts, or native"
                        + " sidecars), and read the proxy's log: kubectl logs POD -c istio-proxy, or that of ztunnel on"
                        + " the pod's node.");
    }

    private static Diagnosis ofProxy(Diagnosis one) {
        return one.shownBy(one.where() + " is the port of Istio's proxy in the pod (Envoy or ztunnel), which answers in"
                        + " place of the servers that programs ask")
                .next("Read the proxy's log at that time (kubectl logs POD -c istio-proxy, or that of ztunnel on the"
                        + " pod's node): it names the server and why it failed. Trace the interface of the pod, too:"
                        + " are the proxy's own connections answered?");
    }

    private static Diagnosis notServed(Diagnosis one) {
        return one.headed(one.headline() + ": no mesh proxy takes HBONE there")
                .meaning(one.where() + " is the port of Istio's ambient mesh (HBONE), and nothing takes connections"
                        + " there: the pod counts as one of the mesh, but no ztunnel serves it.")
                .next("Does ztunnel run on that pod's node, and did istio-cni enrol the pod (annotation"
                        + " ambient.istio.io/redirection: enabled; istioctl ztunnel-config workloads)? Restart the pod"
                        + " if not.");
    }

    private static Diagnosis dropped(Diagnosis one) {
        return one.headed(one.headline() + ": the mesh's connections (HBONE) are dropped")
                .meaning("Connections to " + one.where() + ", the port of Istio's ambient mesh (HBONE), get no answer:"
                        + " a NetworkPolicy or firewall that allows only the program's port is the usual cause.")
                .next("Allow TCP port 15008 to the pod, too, in its NetworkPolicies (kubectl get networkpolicy -A) and"
                        + " firewalls. Does ztunnel run on that pod's node?");
    }

    private static Diagnosis betweenProxies(Diagnosis one) {
        return one.shownBy("port 15008 is that of Istio's ambient mesh (HBONE): both ends are its proxies, which know"
                        + " each other by certificates of the mesh")
                .next("Read the log of ztunnel on both nodes at that time: it names the identities and why it failed."
                        + " Are certificates issued (istiod's log), and the clocks of both nodes right?");
    }
}
