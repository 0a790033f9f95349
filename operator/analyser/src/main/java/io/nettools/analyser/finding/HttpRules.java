package io.nettools.analyser.finding;

import io.nettools.analyser.http.HttpCounts;
import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about HTTP requests. */
final class HttpRules {
    /**
     * Smallest share of slow responses that is a finding, percent. A single one among many may be an expensive request.
     */
    private static final long SLOW_PERCENT = 5;

    private static final String NO_PROXY_HEADER = "Turn the PROXY protocol off in the load balancer or proxy in front"
            + " (Service annotation, send-proxy, proxy_protocol), or let the server expect it (use-proxy-protocol,"
            + " accept-proxy, listen ... proxy_protocol).";

    private HttpRules() {}

    private static String proxied(HttpTally http) {
        return http.proxied == 0
                ? ""
                : Wording.count(http.proxied, "of the connections begins", "of the connections begin")
                        + " with a PROXY protocol header: the server may not expect it";
    }

    static Optional<Diagnosis> plainTextOnTlsPort(ServerFacts facts) {
        HttpTally http = facts.http;
        if (http.wantTls == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.PlainTextOnTlsPort,
                        facts.server,
                        http.wantTls,
                        facts.server + " expects https:// but gets http://")
                .outOf(facts.attempts.established)
                .meaning("A client speaks plain HTTP to " + facts.server + ", which expects TLS and refuses.")
                .shownBy(Wording.of(http.wantTls, http.requests)
                        + " connections were answered with a TLS alert or an error page that says so")
                .shownBy(http.clients.text())
                .next(
                        "Write https:// in the client's address, or use the server's plain port; in an ingress or proxy set the backend's"
                                + " protocol to HTTPS; in a probe set scheme: HTTPS."));
    }

    /**
     * HTTP/2 connections that the server closes with an error. The error code shows which setting is probably wrong
     * (RFC 9113 §7).
     */
    static Optional<Diagnosis> connectionErrors(ServerFacts facts) {
        HttpTally http = facts.http;
        if (http.connectionErrors == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.HttpConnectionError,
                        facts.server,
                        http.connectionErrors,
                        facts.server + " closes HTTP/2 connections: " + http.connectionError)
                .outOf(http.connections)
                .meaning("The server at " + facts.server
                        + " closes whole HTTP/2 connections, with all their requests, because of what"
                        + " the client does.")
                .shownBy("GOAWAY with " + http.connectionError + " on " + http.connectionErrors + " of "
                        + http.connections + " connections")
                .shownBy(http.clients.text())
                .next("ENHANCE_YOUR_CALM with too_many_pings: set the client's keepalive time to no less"
                        + " than the server allows"
                        + " (gRPC: 5 minutes). Other errors: check the HTTP/2 settings and versions"
                        + " of client, proxy and server."));
    }

    static Optional<Diagnosis> serverErrors(ServerFacts facts) {
        HttpTally http = facts.http;
        if (http.serverErrors == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.HttpServerErrors,
                        facts.server,
                        http.serverErrors,
                        facts.server + " answers with HTTP errors (" + Wording.of(http.serverErrors, http.requests)
                                + ")")
                .outOf(http.requests)
                .meaning("The network works, but the program at " + facts.server
                        + " answers requests with an error of its own (status 500 to 599, or a gRPC"
                        + " status that means the same).")
                .shownBy(Wording.of(http.serverErrors, http.requests) + " requests, for example " + http.serverError)
                .shownBy(http.failed.text())
                .next("Read the server's log at that time. 502, 503 and 504 come from a proxy or ingress"
                        + " that cannot reach the program behind it: trace the proxy's connections"
                        + " next."));
    }

    /**
     * Responses with a client error. A client that must authenticate often sends its first request without a password,
     * so challenges count only if all responses are client errors.
     */
    static Optional<Diagnosis> clientErrors(ServerFacts facts) {
        HttpTally http = facts.http;
        // the only response may be a challenge whose answer was not captured
        boolean refusedAll = http.clientErrors == http.answered && http.answered > 1;
        long errors = refusedAll ? http.clientErrors : http.clientErrors - http.challenges;
        if (errors * 2 <= http.answered || errors == 0) {
            return Optional.empty();
        }
        return Optional.of(Diagnosis.of(
                        Code.HttpClientErrors,
                        facts.server,
                        errors,
                        facts.server + " rejects HTTP requests "
                                + (http.proxied > 0 ? "behind a PROXY header " : "") + "("
                                + Wording.of(errors, http.requests) + ")")
                .meaning("The network works, but " + facts.server
                        + " rejects the requests (status 400 to 499, or a gRPC status that means the"
                        + " same): a wrong path or host, or a missing permission.")
                .shownBy(Wording.of(errors, http.requests) + " requests, for example " + http.clientError)
                .shownBy(proxied(http))
                .shownBy(http.rejected.text())
                .next(
                        http.proxied > 0
                                ? NO_PROXY_HEADER
                                : "Compare method, path and host of the request with what the server offers. 401 and"
                                        + " 403: credentials; 404: path or ingress rule; 413: limit for bodies"
                                        + " (client_max_body_size, proxy-body-size); 429: too many requests."));
    }

    static Optional<Diagnosis> responseCut(ServerFacts facts) {
        HttpTally http = facts.http;
        if (http.cutOff == 0) {
            return Optional.empty();
        }
        boolean streams = http.cutStreams == http.cutOff;
        String part = Wording.of(http.cutOff, http.requests);
        return Optional.of(Diagnosis.of(
                        Code.HttpResponseCut,
                        facts.server,
                        http.cutOff,
                        facts.server + (streams ? " cuts gRPC streams off (" : " cuts HTTP responses off (") + part
                                + ")")
                .outOf(http.requests)
                .meaning("The program at " + facts.server + " ends connections before its "
                        + (streams
                                ? "gRPC streams are complete: clients see UNAVAILABLE."
                                : "HTTP responses are complete: clients get only the beginning."))
                .shownBy(part + (streams ? " streams" : " responses") + ", for example " + http.cutResponse)
                .shownBy(http.cut.text())
                .next("Check the server's log and restarts at that time (kubectl get pods; kubectl logs"
                        + " --previous). If it is a proxy: its time-outs and buffer limits, and trace its"
                        + " connections to the program behind it."));
    }

    /** A server that never sends the rest looks like a path that loses all large packets: the client cannot tell. */
    static Optional<Diagnosis> responseStalled(ServerFacts facts) {
        HttpTally http = facts.http;
        if (http.stalled == 0) {
            return Optional.empty();
        }
        String part = Wording.of(http.stalled, http.requests);
        return Optional.of(Diagnosis.of(
                        Code.HttpResponseStalled,
                        facts.server,
                        http.stalled,
                        "HTTP responses of " + facts.server + " stop in the middle (" + part + ")")
                .meaning("Responses of " + facts.server
                        + " begin, and the rest does not come until the client leaves: the"
                        + " program stopped sending, or its large packets are lost on the path.")
                .shownBy(part + " responses, for example " + http.stalledResponse)
                .shownBy("the largest packet that came of it carries " + http.largestBeforeStall + " bytes")
                .shownBy(http.waitedForRest.text())
                .next(
                        "Trace the server's pod at the same time: packets that it sends and that do not arrive here are lost"
                                + " for their size if only large ones are (compare the MTU of pod, node and tunnel; ping -M do -s"
                                + " 1400 ADDRESS). If it sends none, read its log."));
    }

    static Optional<Diagnosis> unanswered(ServerFacts facts) {
        HttpTally http = facts.http;
        if (http.unanswered == 0) {
            return Optional.empty();
        }
        if (http.misunderstood == http.unanswered) {
            return Optional.of(misunderstood(facts.server, http));
        }
        String closed = http.closedUnanswered > 0
                ? "on " + http.closedUnanswered + " of them the connection ended without a response"
                : "";
        return Optional.of(Diagnosis.of(
                        Code.HttpUnanswered,
                        facts.server,
                        http.unanswered,
                        facts.server + " does not answer HTTP requests (" + Wording.of(http.unanswered, http.requests)
                                + ")")
                .outOf(http.requests)
                .meaning("The program at " + facts.server
                        + " got requests and never answered them: it hangs, or it waits for"
                        + " something itself.")
                .shownBy(Wording.of(http.unanswered, http.requests) + " requests"
                        + (http.waiting.isEmpty() ? "" : ", for example " + http.waiting) + ", longest wait "
                        + Wording.span(http.waitedMicros))
                .shownBy(closed)
                .shownBy(proxied(http))
                .shownBy(http.waited.text())
                .next(
                        http.proxied > 0
                                ? NO_PROXY_HEADER
                                : "Read the server's log at that time, and trace the connections that it opens: a"
                                        + " database or another service may not answer it."));
    }

    /** The requests arrived where another protocol is spoken. */
    private static Diagnosis misunderstood(String server, HttpTally http) {
        String part = Wording.of(http.unanswered, http.requests);
        return Diagnosis.of(
                        Code.HttpUnanswered,
                        server,
                        http.unanswered,
                        server + " speaks " + http.speaks + ", clients ask in HTTP/1 (" + part + ")")
                .outOf(http.requests)
                .meaning("Clients send HTTP/1 requests to " + server + ", which speaks " + http.speaks
                        + ": the port or the protocol in the client's or proxy's settings is wrong.")
                .shownBy(part + " requests, for example " + http.waiting + ", met bytes of " + http.speaks)
                .shownBy(http.waited.text())
                .next("Compare the port with what the server offers (kubectl get endpointslices). HTTP/2 without TLS,"
                        + " also for gRPC, must be chosen in the client or proxy (appProtocol: kubernetes.io/h2c;"
                        + " backend-protocol: GRPC).");
    }

    static Optional<Diagnosis> slow(ServerFacts facts) {
        HttpTally http = facts.http;
        if (http.slow == 0 || http.slow * 100 < http.answered * SLOW_PERCENT) {
            return Optional.empty();
        }
        String network = facts.transfers.roundTripMicros < 0
                ? ""
                : "network round trip: " + Wording.span(facts.transfers.roundTripMicros);
        return Optional.of(Diagnosis.of(
                        Code.HttpSlow,
                        facts.server,
                        http.slow,
                        facts.server + " is slow: " + Wording.of(http.slow, http.answered) + " HTTP responses took "
                                + Wording.span(HttpCounts.SLOW_MICROS) + " or longer")
                .meaning("The program at " + facts.server
                        + " takes long to answer requests; the network is not the cause.")
                .shownBy(Wording.of(http.slow, http.answered) + " responses took "
                        + Wording.span(HttpCounts.SLOW_MICROS) + " or longer")
                .shownBy("slowest: " + http.slowest.concat(" ").stripLeading() + "in "
                        + Wording.span(http.slowestMicros))
                .shownBy(network)
                .shownBy(http.slowed.text())
                .next("Look at the program: its CPU limit (kubectl top pod), its log, and what it waits"
                        + " for: trace its own connections to databases and other services."));
    }
}
