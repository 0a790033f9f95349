package io.nettools.controller.api;

import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * A request that the trace makes itself once it captures, so that the capture is not empty: exactly one of tcp, http, dns and icmp. Without a
 * capture.filter only the packets of the request are captured. Each request may take 5s.
 *
 * @param tcp A TCP connection, closed at once.
 * @param http An HTTP GET. Redirects are not followed, the body is discarded.
 * @param dns A DNS look-up.
 * @param icmp An ICMP echo.
 * @param from Network in which the request is made: the target Pod's; its Node's, if the cluster admin allows it, and then only to the pod's own addresses; or that of the Peer's pod, the first one of a Service.
 * @param count Number of requests.
 * @param interval Time from the start of one request to the start of the next.
 */
@ValidationRule(
        value = "[has(self.tcp), has(self.http), has(self.dns), has(self.icmp)].exists_one(is, is)",
        message =
                "needs exactly one kind of request: write tcp: {host, port}, http: {url}, dns: {name} or icmp: {host}")
public record ProbeSpec(
        Tcp tcp,
        Http http,
        Dns dns,
        Icmp icmp,
        @Default("Pod") From from,
        @Default("1") @Min(1) @Max(10) Integer count,
        @Default("1s")
                @Size(max = 32)
                @ValidationRule(
                        value =
                                "self.matches('^([0-9]+(h|m|s|ms))+$') && duration(self) >= duration('100ms') && duration(self) <= duration('10s')",
                        message = "must be a duration from 100ms to 10s, e.g. 1s")
                String interval) {
    private static final String HOST = "self.matches('^([A-Za-z0-9][A-Za-z0-9.-]*|[0-9A-Fa-f:.]+)$')";
    private static final String NO_HOST =
            "must be a name or an address: write one such as web.default.svc or 10.96.0.20";

    /**
     * A TCP connection, closed at once.
     *
     * @param host Name or address. A name is looked up by the resolver of the pod that asks.
     * @param port TCP port.
     */
    public record Tcp(
            @Required @Size(min = 1, max = 253) @ValidationRule(value = HOST, message = NO_HOST) String host,
            @Required @Min(1) @Max(65535) Integer port) {}

    /**
     * An HTTP GET.
     *
     * @param url URL to get, e.g. http://10.96.0.20:8080/health. The status does not show its query.
     * @param expectStatus Status code that counts as success, or a range of codes.
     * @param insecureSkipTLSVerify For https, accept any certificate, as the kubelet's probes do: the trace does not know your cluster's certificate
     *     authority, only your pods do. TLS itself must still succeed.
     */
    @ValidationRule(
            value = "!self.insecureSkipTLSVerify || self.url.startsWith('https://')",
            fieldPath = ".insecureSkipTLSVerify",
            message = "is for https only: write url: https://..., or leave it out")
    public record Http(
            @Required
                    @Size(min = 1, max = 1024)
                    @ValidationRule(
                            value = "self.matches('^https?://[A-Za-z0-9\\\\[]')",
                            message =
                                    "must begin with http:// or https:// and a host: write one such as http://10.96.0.20:8080/path")
                    String url,
            @Default("200-399")
                    @Size(max = 7)
                    @ValidationRule(
                            value = "self.matches('^[1-5][0-9][0-9](-[1-5][0-9][0-9])?$')",
                            message = "must be a status code or a range of codes, e.g. 200 or 200-399")
                    String expectStatus,
            @Default("false") Boolean insecureSkipTLSVerify) {}

    /**
     * A DNS look-up.
     *
     * @param name Name to look up.
     * @param type Type of the record.
     * @param server Address of the name server that is queried for exactly this name. Without it the pod's own resolver is used, with its search list.
     */
    public record Dns(
            @Required
                    @Size(min = 1, max = 253)
                    @ValidationRule(
                            value = "self.matches('^[A-Za-z0-9_][A-Za-z0-9_.-]*$')",
                            message = "must be a domain name: write one such as web.default.svc")
                    String name,
            @Default("A") Type type,
            @Size(min = 2, max = 45)
                    @ValidationRule(
                            value = "self.matches('^[0-9A-Fa-f:.]+$')",
                            message = "must be an address such as 10.96.0.10: leave it out for the pod's own resolver")
                    String server) {}

    /**
     * An ICMP echo.
     *
     * @param host Name or address. A name is looked up by the resolver of the pod that asks.
     */
    public record Icmp(
            @Required @Size(min = 1, max = 253) @ValidationRule(value = HOST, message = NO_HOST) String host) {}

    /** The network in which the request is made. */
    public enum From {
        Pod,
        Node,
        Peer
    }

    /** Types of DNS records that can be asked for. */
    public enum Type {
        A,
        AAAA,
        CNAME,
        MX,
        NS,
        PTR,
        SOA,
        SRV,
        TXT
    }
}
