package io.nettools.agent.probe;

import io.nettools.agent.handover.PlainName;
import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Seclusion;
import io.nettools.agent.target.TargetSearch;
import io.nettools.agent.target.Tool;
import io.nettools.agent.target.Unprivileged;
import io.nettools.analyser.order.Host;
import io.nettools.analyser.order.HttpUrl;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.Dns;
import io.nettools.analyser.order.Probe.Http;
import io.nettools.analyser.order.Probe.Icmp;
import io.nettools.analyser.order.Probe.Tcp;
import io.nettools.analyser.report.ProbeReport.Attempt;
import io.nettools.analyser.report.ProbeReport.Outcome;
import io.nettools.analyser.text.Quoted;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** Makes one request, in a namespace; whatever fails is its outcome. */
record OneRequest(Probe.Request request, NetworkNamespace namespace, TargetSearch search, Seclusion seclusion) {
    /** Limit for a message: the status may hold nine others. */
    private static final int MESSAGE = 120;

    /** Extra time after a tool should have ended by itself. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private static final List<String> ADDRESSES = List.of("A", "AAAA");

    Attempt make() {
        Limit limit = Limit.of(Duration.ofMillis(Probe.TIMEOUT_MILLIS));
        try {
            Attempt attempt = make(limit);
            String message = attempt.message();
            boolean cut = message.length() > MESSAGE;
            return attempt.saying(
                    cut ? Quoted.ended(PlainName.of(message, MESSAGE - 1)) : PlainName.of(message, MESSAGE));
        } catch (IOException | RuntimeException reason) {
            String text = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
            return Attempt.failed(Outcome.Failed, PlainName.of(text, MESSAGE));
        }
    }

    private Attempt make(Limit limit) throws IOException {
        return switch (request) {
            case Dns dns -> dns(dns, limit);
            case Tcp tcp ->
                toHost(
                        new Host(tcp.host()),
                        limit,
                        address ->
                                Connect.attempt(run(Unprivileged.Plain, limit, Connect.command(address, tcp.port()))));
            case Icmp icmp ->
                toHost(
                        new Host(icmp.host()),
                        limit,
                        address -> Ping.attempt(run(Unprivileged.Raw, limit, Ping.command(address))));
            case Http http -> http(http, limit);
        };
    }

    private Attempt http(Http http, Limit limit) throws IOException {
        HttpUrl url = HttpUrl.parse(http.url()).orElseThrow(() -> new IOException("the order's URL is not valid"));
        return toHost(
                url.host(),
                limit,
                address -> Curl.attempt(
                        http, run(Unprivileged.Plain, limit, Curl.command(http, url, address, limit.rest()))));
    }

    private Attempt dns(Dns dns, Limit limit) throws IOException {
        LookUp resolver = new LookUp(namespace, search, seclusion);
        LookUp.Found found = dns.server().isEmpty()
                ? resolver.asThePod(dns.name(), List.of(dns.type()), limit)
                : resolver.at(dns.server(), dns.name(), dns.type(), limit);
        long micros = found.rcode().isEmpty() ? Attempt.NOT_TAKEN : found.micros();
        return new Attempt(
                found.outcome(),
                found.rcode(),
                micros,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                micros,
                found.answers().stream().map(OneRequest::shown).collect(Collectors.joining(", ")));
    }

    /** The data of a record: an address, or text that its owner has chosen. */
    private static String shown(String answer) {
        return new Host(answer).address() ? answer : Quoted.of(answer);
    }

    private Attempt toHost(Host host, Limit limit, Step step) throws IOException {
        if (host.address()) {
            return step.to(host);
        }
        LookUp.Found found = new LookUp(namespace, search, seclusion).asThePod(host.text(), ADDRESSES, limit);
        List<Host> addresses =
                found.answers().stream().map(Host::new).filter(Host::address).toList();
        if (found.outcome() == Outcome.Succeeded && !addresses.isEmpty()) {
            Host address = addresses.getFirst();
            return step.to(address).afterName(found.micros(), address.text());
        }
        long micros = found.rcode().isEmpty() ? Attempt.NOT_TAKEN : found.micros();
        String said = found.rcode().isEmpty() ? "the pod's name server did not answer" : found.rcode();
        return new Attempt(
                found.outcome(),
                "",
                micros,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                Attempt.NOT_TAKEN,
                micros,
                "looking up the name: " + said);
    }

    private Tool.Outcome run(Unprivileged rights, Limit limit, List<String> command) throws IOException {
        return Tool.runUnprivileged(namespace, seclusion, rights, limit.rest().plus(GRACE), command);
    }

    private interface Step {
        Attempt to(Host address) throws IOException;
    }
}
