package io.nettools.agent.analyse;

import io.nettools.analyser.report.DnsTransaction;
import io.nettools.analyser.report.HttpExchange;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.planner.status.ConversationAnswer;
import io.nettools.planner.status.TargetStatus;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lists of a status as tables: a row for each entry, a dash for what was not seen. */
final class Tables {
    private static final String NOTHING = "-";

    private Tables() {}

    /** A list as a table, with the number of all entries. */
    record Titled(String title, Table table, long count) {}

    /** All lists that people read as a table, in their order. */
    static List<Titled> of(TargetStatus status) {
        return List.of(
                new Titled("Conversations", flows(status), status.flowCount()),
                new Titled("HTTP", http(status), status.httpCount()),
                new Titled("DNS", dns(status), status.dnsCount()),
                new Titled("TLS", tls(status), status.tlsCount()),
                new Titled("PostgreSQL", postgres(status), status.postgresCount()),
                new Titled("Redis", redis(status), status.redisCount()));
    }

    private static Table flows(TargetStatus status) {
        Table table = new Table(
                "PROTOCOL",
                "CLIENT",
                "SERVER",
                ">PACKETS",
                ">REPLY PKTS",
                ">BYTES",
                ">REPLY BYTES",
                ">HANDSHAKE",
                ">RETRANS",
                "END");
        for (ConversationAnswer flow : status.flows()) {
            table.row(
                    flow.protocol(),
                    flow.client(),
                    flow.server(),
                    Numbers.count(flow.packetsToServer()),
                    Numbers.count(flow.packetsToClient()),
                    Numbers.bytes(flow.bytesToServer()),
                    Numbers.bytes(flow.bytesToClient()),
                    time(flow.handshakeMicroseconds()),
                    flow.retransmissions() == 0 ? NOTHING : Numbers.count(flow.retransmissions()),
                    end(flow));
        }
        return table;
    }

    private static String end(ConversationAnswer flow) {
        String end = word(flow.end());
        String ended = text(flow.resetBy()).equals(NOTHING)
                ? end
                : end + " by " + flow.resetBy().toLowerCase(Locale.ROOT);
        return text(flow.tunnel()).equals(NOTHING) ? ended : ended + ", in " + flow.tunnel();
    }

    private static Table http(TargetStatus status) {
        Table table = new Table("TIME", "CLIENT", "SERVER", ">STATUS", ">LATENCY", "REQUEST");
        for (HttpExchange one : status.http()) {
            table.row(
                    text(one.time()),
                    one.client(),
                    one.server(),
                    one.status() == null ? NOTHING : one.status().toString(),
                    time(one.latencyMicroseconds()),
                    request(one));
        }
        return table;
    }

    private static String request(HttpExchange one) {
        return Stream.of(one.version(), one.method(), one.path(), one.error().isEmpty() ? "" : "(" + one.error() + ")")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Table dns(TargetStatus status) {
        Table table =
                new Table("CLIENT", "SERVER", "TRANSPORT", "RCODE", ">ANSWERS", ">LATENCY", ">QUERIES", "QUESTION");
        for (DnsTransaction one : status.dns()) {
            table.row(
                    one.client(),
                    one.server(),
                    one.transport(),
                    text(one.rcode()) + (Boolean.TRUE.equals(one.truncated()) ? ", truncated" : ""),
                    Numbers.count(one.answers()),
                    time(one.latencyMicroseconds()),
                    Numbers.count(one.queries()),
                    one.type() + " " + one.name());
        }
        return table;
    }

    private static Table tls(TargetStatus status) {
        Table table = new Table(
                "CLIENT", "SERVER", "OFFERED", "VERSION", "CIPHER", "ALPN", ">HANDSHAKE", "OUTCOME", "SERVER NAME");
        for (TlsHandshake one : status.tls()) {
            table.row(
                    one.client(),
                    one.server(),
                    text(one.offered()),
                    text(one.version()),
                    text(one.cipher()),
                    text(one.alpn()),
                    time(one.handshakeMicroseconds()),
                    outcome(one),
                    text(one.serverName()));
        }
        return table;
    }

    private static String outcome(TlsHandshake one) {
        if (!text(one.answeredIn()).equals(NOTHING)) {
            return "answered in " + one.answeredIn();
        }
        return text(one.alert()).equals(NOTHING)
                ? word(one.outcome())
                : one.alert() + " by " + text(one.alertBy()).toLowerCase(Locale.ROOT);
    }

    private static Table postgres(TargetStatus status) {
        Table table = new Table(
                "CLIENT",
                "SERVER",
                "USER",
                "DATABASE",
                "ENCRYPTION",
                "AUTHENTICATION",
                ">LATENCY",
                "OUTCOME",
                "MESSAGE");
        for (PostgresStartup one : status.postgres()) {
            table.row(
                    one.client(),
                    one.server(),
                    text(one.user()),
                    text(one.database()),
                    word(one.encryption()),
                    text(one.authentication()),
                    time(one.latencyMicroseconds()),
                    (word(one.outcome()) + " " + one.sqlState() + " " + one.condition()).strip(),
                    text(one.message()));
        }
        return table;
    }

    private static Table redis(TargetStatus status) {
        Table table = new Table("CLIENT", "SERVER", "USER", ">DB", "PROTOCOL", ">LATENCY", "OUTCOME", "MESSAGE");
        for (RedisStartup one : status.redis()) {
            table.row(
                    one.client(),
                    one.server(),
                    text(one.user()),
                    text(one.database()),
                    text(one.protocol()),
                    time(one.latencyMicroseconds()),
                    (word(one.outcome()) + " " + one.error()).strip(),
                    text(one.message()));
        }
        return table;
    }

    private static String time(Long micros) {
        return micros == null ? NOTHING : Numbers.time(micros);
    }

    private static String text(String text) {
        return text == null || text.isEmpty() ? NOTHING : text;
    }

    private static String word(Enum<?> constant) {
        return constant == null ? NOTHING : constant.name().toLowerCase(Locale.ROOT);
    }
}
