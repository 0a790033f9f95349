package io.nettools.analyser.order;

import io.nettools.analyser.redaction.Paths;
import java.util.Optional;

/** What a request is about. */
public final class Requests {
    private Requests() {}

    /** Whom it is sent to, as the user wrote it; empty when that is the pod's own resolver, or cannot be read. */
    public static Optional<Host> destination(Probe.Request request) {
        return switch (request) {
            case Probe.Tcp(var host, var port) -> Optional.of(new Host(host));
            case Probe.Icmp(var host) -> Optional.of(new Host(host));
            case Probe.Http http -> host(HttpUrl.parse(http.url()));
            case Probe.Dns(var name, var type, var server) ->
                server.isEmpty() ? Optional.empty() : Optional.of(new Host(server));
        };
    }

    /**
     * For people: without what may be secret.
     *
     * @param paths how much of a URL's path may be shown
     */
    public static String shown(Probe.Request request, Paths paths) {
        return switch (request) {
            case Probe.Tcp(var host, var port) -> "TCP " + new Host(host).bracketed() + ":" + port;
            case Probe.Icmp(var host) -> "ICMP echo " + host;
            case Probe.Http http -> "GET " + shown(HttpUrl.parse(http.url()), paths);
            case Probe.Dns(var name, var type, var server) ->
                type + " " + name + (server.isEmpty() ? "" : " @" + server);
        };
    }

    private static Optional<Host> host(Optional<HttpUrl> url) {
        return url.isPresent() ? Optional.of(url.get().host()) : Optional.empty();
    }

    private static String shown(Optional<HttpUrl> url, Paths paths) {
        return url.isPresent() ? url.get().shown(paths) : "?";
    }
}
