package io.nettools.analyser.truth;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** TLS handshakes as tshark dissects them: what the hellos say in the clear, and the first alert in the clear. */
final class TsharkTls {
    private static final Map<Integer, String> VERSIONS =
            Map.of(0x0301, "TLSv1.0", 0x0302, "TLSv1.1", 0x0303, "TLSv1.2", 0x0304, "TLSv1.3");
    /** IANA's names of those that OpenSSL prefers. */
    private static final Map<Integer, String> CIPHERS = Map.of(
            0x1301, "TLS_AES_128_GCM_SHA256",
            0x1302, "TLS_AES_256_GCM_SHA384",
            0x1303, "TLS_CHACHA20_POLY1305_SHA256",
            0xc02c, "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            0xc030, "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");
    /** RFC 8446 §6. */
    private static final Map<String, String> ALERTS = Map.of(
            "0",
            "close_notify",
            "40",
            "handshake_failure",
            "42",
            "bad_certificate",
            "48",
            "unknown_ca",
            "70",
            "protocol_version");

    private TsharkTls() {}

    static List<String> handshakes(Collection<TsharkFlow> flows) {
        return flows.stream()
                .filter(TsharkFlow::isTcp)
                .flatMap(flow -> handshake(flow).stream())
                .sorted()
                .toList();
    }

    private static Optional<String> handshake(TsharkFlow flow) {
        return hello(flow, "1").map(asked -> {
            Optional<Row> chosen = hello(flow, "2");
            Optional<Row> alert = flow.rows().stream()
                    .filter(row -> row.has("tls.alert_message.desc"))
                    .findFirst();
            return flow.client() + " > " + flow.server() + " name="
                    + text(asked, "tls.handshake.extensions_server_name")
                    + " offered=" + version(asked)
                    + " version=" + chosen.map(TsharkTls::version).orElse("")
                    + " alpn=" + alpn(asked, chosen)
                    + " cipher="
                    + chosen.map(row -> CIPHERS.get((int) row.number("tls.handshake.ciphersuite")))
                            .orElse("")
                    + " alert="
                    + alert.map(row -> ALERTS.get(row.first("tls.alert_message.desc")))
                            .orElse("")
                    + " by="
                    + alert.map(row -> flow.isFromClient(row) ? "Client" : "Server")
                            .orElse("");
        });
    }

    private static Optional<Row> hello(TsharkFlow flow, String type) {
        return flow.rows().stream()
                .filter(row -> row.all("tls.handshake.type").contains(type))
                .findFirst();
    }

    private static String text(Row row, String field) {
        return row.has(field) ? row.first(field) : "";
    }

    /** The newest that a hello names; the field in its fixed part stays at 1.2 (RFC 8446 §4.1.2). */
    private static String version(Row hello) {
        String extension = "tls.handshake.extensions.supported_version";
        List<String> named = hello.has(extension) ? hello.all(extension) : hello.all("tls.handshake.version");
        return named.stream()
                .map(Integer::decode)
                .filter(VERSIONS::containsKey)
                .max(Comparator.naturalOrder())
                .map(VERSIONS::get)
                .orElse("");
    }

    private static String alpn(Row asked, Optional<Row> chosen) {
        String field = "tls.handshake.extensions_alpn_str";
        return chosen.filter(row -> row.has(field))
                .or(() -> Optional.of(asked))
                .map(row -> text(row, field))
                .orElse("");
    }
}
