package io.nettools.analyser.truth;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.TlsHandshake;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

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
            new OfFlow("repeated", Field::repeated, TsharkFlow::repeated),
            new OfFlow("retransmissions", Flow::retransmissions, TsharkFlow::retransmissions),
            each("out of order", sender -> sender.gaps().outOfOrder(), Row::outOfOrder),
            each(
                    "out of order or again",
                    one -> one.gaps().outOfOrder() + again(one, Field::all),
                    Row::outOfOrderOrAgain),
            each("fast", one -> again(one, Flow.Again::fast), Row::fast),
            each("spurious", one -> again(one, Flow.Again::spurious), Row::spurious),
            each(
                    "by time",
                    one -> again(one, again -> again.timeouts() + again.tailProbes()),
                    Row::neitherFastNorSpurious),
            each(
                    "duplicate ACKs",
                    sender -> sender.gaps().duplicateAcks(),
                    row -> row.has("tcp.analysis.duplicate_ack")),
            each("zero windows", one -> window(one, Flow.Window::zero), row -> row.has("tcp.analysis.zero_window")),
            each("windows filled", one -> window(one, Flow.Window::full), row -> row.has("tcp.analysis.window_full")),
            each("window probes", one -> window(one, Flow.Window::probes), Row::windowProbe),
            each("keep-alives", Flow.Sender::keepAlives, Row::keepAlive),
            each(
                    "probes",
                    one -> window(one, Flow.Window::probes) + one.keepAlives(),
                    row -> row.windowProbe() || row.keepAlive()),
            new OfFlow("reset by", Flow::resetBy, TsharkFlow::resetBy),
            new OfFlow("ended", Flow::end, TsharkFlow::end));

    static final List<OfCapture> OF_CAPTURES = List.of(
            new OfCapture("packets", report -> report.extent().packets(), theirs -> theirs.rows()
                    .size()),
            new OfCapture("bytes", report -> report.extent().bytes(), Dissection::bytes),
            new OfCapture("flow count", ours -> ours.flows().count(), theirs -> theirs.flows()
                    .size()),
            new OfCapture(
                    "flows",
                    ours -> sorted(ours.flows().first(), Field::name),
                    theirs -> sorted(theirs.flows(), TsharkFlow::name)),
            new OfCapture(
                    "exchanges",
                    ours -> sorted(ours.protocols().http().first(), Field::exchange),
                    Dissection::exchanges),
            new OfCapture(
                    "DNS transactions",
                    ours -> sorted(ours.protocols().dns().first(), Field::dns),
                    theirs -> TsharkDns.transactions(theirs.flows())),
            new OfCapture(
                    "TLS handshakes",
                    ours -> sorted(ours.protocols().tls().first(), Field::tls),
                    theirs -> TsharkTls.handshakes(theirs.flows())));

    /** What each end of a connection sent: ours is a count, theirs the packets that tshark names so. */
    private static OfFlow each(String name, ToLongFunction<Flow.Sender> ours, Predicate<Row> theirs) {
        return new OfFlow(
                name, flow -> flow.tcp().map(tcp -> count(tcp, ours)).orElse(PerEnd.NONE), flow -> flow.count(theirs));
    }

    /** Retransmissions of what was in this capture before: no guess. */
    private static long repeated(Flow flow) {
        PerEnd unseen = flow.tcp()
                .map(tcp -> count(tcp, one -> again(one, Flow.Again::lostBeforeCapture)))
                .orElse(PerEnd.NONE);
        return flow.retransmissions() - unseen.client() - unseen.server();
    }

    private static PerEnd count(Flow.Tcp tcp, ToLongFunction<Flow.Sender> ours) {
        return new PerEnd(ours.applyAsLong(tcp.fromClient()), ours.applyAsLong(tcp.fromServer()));
    }

    private static long window(Flow.Sender sender, ToLongFunction<Flow.Window> count) {
        return sender.window().map(count::applyAsLong).orElse(0L);
    }

    private static long again(Flow.Sender sender, ToLongFunction<Flow.Again> count) {
        return sender.again().map(count::applyAsLong).orElse(0L);
    }

    private static long all(Flow.Again again) {
        return again.timeouts() + again.fast() + again.tailProbes() + again.spurious();
    }

    static String name(Flow flow) {
        return flow.ends().protocol() + " " + flow.ends().client() + " > "
                + flow.ends().server();
    }

    private static String exchange(HttpExchange one) {
        return one.client() + " > " + one.server() + " " + one.method() + " " + one.path() + " "
                + Objects.requireNonNullElse(one.status(), 0);
    }

    private static String dns(DnsTransaction one) {
        return one.client() + " > " + one.server() + " " + one.transport() + " " + one.name() + " " + one.type() + " "
                + one.rcode() + " answers=" + one.answers() + " queries=" + one.queries() + " truncated="
                + (one.truncated() != null) + " µs=" + Objects.requireNonNullElse(one.latencyMicroseconds(), -1L);
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
