package io.nettools.agent.result;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.TlsHandshake;
import java.util.stream.Stream;

/** The part of a {@link ReportCut} that is about what was asked and answered. */
final class RequestCut {
    private RequestCut() {}

    static Stream<String> texts(Report report) {
        return Stream.of(
                        report.http().stream()
                                .flatMap(one ->
                                        Stream.of(one.client(), one.server(), one.method(), one.path(), one.error())),
                        report.dns().stream()
                                .flatMap(one -> Stream.of(one.client(), one.server(), one.name(), one.rcode())),
                        report.tls().stream()
                                .flatMap(one -> Stream.of(
                                        one.client(),
                                        one.server(),
                                        one.serverName(),
                                        one.alpn(),
                                        one.cipher(),
                                        one.alert())),
                        report.postgres().stream()
                                .flatMap(one -> Stream.of(
                                        one.client(), one.server(), one.user(), one.database(), one.message())))
                .flatMap(texts -> texts);
    }

    static HttpExchange of(HttpExchange exchange, Sizes kept) {
        return new HttpExchange(
                Cut.text(kept, exchange.client()),
                Cut.text(kept, exchange.server()),
                exchange.version(),
                Cut.text(kept, exchange.method()),
                Cut.text(kept, exchange.path()),
                exchange.status(),
                exchange.latencyMicros(),
                Cut.text(kept, exchange.error()));
    }

    static DnsTransaction of(DnsTransaction one, Sizes kept) {
        return new DnsTransaction(
                Cut.text(kept, one.client()),
                Cut.text(kept, one.server()),
                Cut.text(kept, one.transport()),
                Cut.text(kept, one.name()),
                Cut.text(kept, one.type()),
                Cut.text(kept, one.rcode()),
                one.answers(),
                one.queries(),
                one.truncated(),
                one.latencyMicros());
    }

    static TlsHandshake of(TlsHandshake one, Sizes kept) {
        return new TlsHandshake(
                Cut.text(kept, one.client()),
                Cut.text(kept, one.server()),
                Cut.text(kept, one.serverName()),
                Cut.text(kept, one.offered()),
                Cut.text(kept, one.version()),
                Cut.text(kept, one.alpn()),
                Cut.text(kept, one.cipher()),
                one.handshakeMicros(),
                Cut.text(kept, one.alert()),
                Cut.text(kept, one.alertBy()),
                one.outcome(),
                one.resumed(),
                one.certificateRequested());
    }

    static PostgresStartup of(PostgresStartup one, Sizes kept) {
        return new PostgresStartup(
                Cut.text(kept, one.client()),
                Cut.text(kept, one.server()),
                Cut.text(kept, one.user()),
                Cut.text(kept, one.database()),
                one.encryption(),
                Cut.text(kept, one.authentication()),
                one.outcome(),
                Cut.text(kept, one.severity()),
                Cut.text(kept, one.sqlState()),
                Cut.text(kept, one.condition()),
                Cut.text(kept, one.message()),
                one.latencyMicros());
    }
}
