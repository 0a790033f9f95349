package io.nettools.analyser.truth;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.TlsHandshake;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What is compared: one line each. */
final class Field {
    private Field() {}

    /** A value of each conversation. */
    record OfFlow(String name, Function<Flow, Object> ours, Function<TsharkFlow, Object> theirs) {}

    /** A value of the whole capture; lists are in an order that does not depend on who made them. */
    record OfCapture(String name, Function<Report, Object> ours, Function<Dissection, Object> theirs) {}

    static final List<OfFlow> OF_FLOWS = List.of(
            new OfFlow("packets to server", flow -> flow.toServer().packets(), TsharkFlow::packetsToServer),
            new OfFlow("bytes to server", flow -> flow.toServer().bytes(), TsharkFlow::bytesToServer),
            new OfFlow("packets to client", flow -> flow.toClient().packets(), TsharkFlow::packetsToClient),
            new OfFlow("bytes to client", flow -> flow.toClient().bytes(), TsharkFlow::bytesToClient),
            new OfFlow("handshake", Flow::handshakeMicros, TsharkFlow::handshakeMicros),
            new OfFlow("repeated", Flow::retransmissions, TsharkFlow::repeated),
            new OfFlow("retransmissions", Flow::retransmissions, TsharkFlow::retransmissions),
            new OfFlow("reset by", Flow::resetBy, TsharkFlow::resetBy),
            new OfFlow("ended", Flow::end, TsharkFlow::end));

    static final List<OfCapture> OF_CAPTURES = List.of(
            new OfCapture("packets", Report::packets, theirs -> theirs.rows().size()),
            new OfCapture("bytes", Report::bytes, Dissection::bytes),
            new OfCapture(
                    "flow count", Report::flowCount, theirs -> theirs.flows().size()),
            new OfCapture(
                    "flows",
                    ours -> sorted(ours.flows(), Field::name),
                    theirs -> sorted(theirs.flows(), TsharkFlow::name)),
            new OfCapture("exchanges", ours -> sorted(ours.http(), Field::exchange), Dissection::exchanges),
            new OfCapture(
                    "DNS transactions",
                    ours -> sorted(ours.dns(), Field::dns),
                    theirs -> TsharkDns.transactions(theirs.flows())),
            new OfCapture(
                    "TLS handshakes",
                    ours -> sorted(ours.tls(), Field::tls),
                    theirs -> TsharkTls.handshakes(theirs.flows())));

    static String name(Flow flow) {
        return flow.protocol() + " " + flow.client() + " > " + flow.server();
    }

    private static String exchange(HttpExchange one) {
        return one.client() + " > " + one.server() + " " + one.method() + " " + one.path() + " " + one.status();
    }

    private static String dns(DnsTransaction one) {
        return one.client() + " > " + one.server() + " " + one.transport() + " " + one.name() + " " + one.type() + " "
                + one.rcode() + " answers=" + one.answers() + " queries=" + one.queries() + " truncated="
                + one.truncated() + " µs=" + one.latencyMicros();
    }

    private static String tls(TlsHandshake one) {
        return one.client() + " > " + one.server() + " name=" + one.serverName() + " offered=" + one.offered()
                + " version=" + one.version() + " alpn=" + one.alpn() + " cipher=" + one.cipher() + " alert="
                + one.alert() + " by=" + one.alertBy();
    }

    private static <T> List<String> sorted(Collection<T> many, Function<T, String> text) {
        return many.stream().map(text).sorted().toList();
    }
}
