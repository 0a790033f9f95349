package io.nettools.analyser.truth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The real tshark. */
final class Tshark {
    /** Nothing in a packet's text is printed so. */
    private static final String BETWEEN_VALUES = "\u001f";

    private static final String MISSING =
            "This test compares with tshark 4 (Debian's package tshark): please install it (e.g. apt install tshark).";

    /** One protocol a line; a field that tshark does not know makes it fail, so none is empty by a wrong name. */
    private static final List<String> FIELDS = Stream.of(
                    "frame.number frame.time_epoch frame.len frame.protocols",
                    "ip.src ip.dst ip.proto ip.reassembled_in",
                    "ipv6.src ipv6.dst ipv6.nxt ipv6.reassembled.in",
                    "tcp.stream tcp.srcport tcp.dstport tcp.flags tcp.seq tcp.len tcp.analysis.initial_rtt",
                    "tcp.analysis.retransmission tcp.analysis.fast_retransmission tcp.analysis.spurious_retransmission",
                    "tcp.analysis.out_of_order tcp.analysis.keep_alive tcp.analysis.zero_window tcp.analysis.zero_window_probe",
                    "tcp.analysis.window_full tcp.analysis.duplicate_ack",
                    "udp.stream udp.srcport udp.dstport",
                    "http.request.method http.request.uri http.response.code",
                    "http2.headers.method http2.headers.path http2.headers.status",
                    "dns.id dns.flags.response dns.flags.rcode dns.flags.truncated dns.qry.name dns.qry.type dns.count.answers",
                    "tls.handshake.type tls.handshake.extensions_server_name tls.handshake.extensions_alpn_str",
                    "tls.handshake.extensions.supported_version tls.handshake.version tls.handshake.ciphersuite tls.alert_message.desc")
            .flatMap(line -> Stream.of(line.split(" ")))
            .toList();

    /** A request is told when its head is there, whatever becomes of its body; so do we. */
    private static final List<String> PREFERENCES = List.of(
            "-o",
            "http.desegment_body:FALSE",
            "-o",
            "tcp.reassemble_out_of_order:TRUE",
            "-d",
            "tcp.port==9000,http",
            "-d",
            "tcp.port==50051,http2");

    private Tshark() {}

    /** Fails with a sentence where there is no tshark that can be compared with. */
    static void required() {
        String version = run(List.of("tshark", "--version")).getFirst();
        if (!version.startsWith("TShark (Wireshark) 4.")) {
            throw new AssertionError(MISSING + " Found: " + version);
        }
    }

    /** The packets of a file, in its order. */
    static List<Row> rows(Path file) {
        List<String> command = new ArrayList<>(List.of("tshark", "-n", "-2", "-r", file.toString(), "-T", "fields"));
        command.addAll(List.of("-E", "separator=/t", "-E", "occurrence=a", "-E", "aggregator=" + BETWEEN_VALUES));
        command.addAll(PREFERENCES);
        FIELDS.forEach(field -> command.addAll(List.of("-e", field)));
        return run(command).stream().map(Tshark::row).toList();
    }

    private static Row row(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != FIELDS.size()) {
            throw new AssertionError("not a line of " + FIELDS.size() + " fields: " + line);
        }
        Row row = new Row();
        for (int i = 0; i < columns.length; i++) {
            row.put(FIELDS.get(i), columns[i].isEmpty() ? List.of() : List.of(columns[i].split(BETWEEN_VALUES, -1)));
        }
        return row;
    }

    private static List<String> run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process =
                    builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError("exit code " + code + " of " + String.join(" ", command));
            }
            return output.lines().toList();
        } catch (IOException e) {
            throw new AssertionError(MISSING, e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
