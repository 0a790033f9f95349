package io.nettools.analyser.truth;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/** A capture as tshark dissects it. */
final class Dissection {
    private final List<Row> rows;
    private final Map<String, TsharkFlow> flows = new LinkedHashMap<>();

    private Dissection(List<Row> rows) {
        this.rows = rows;
        Map<Integer, Row> byFrame = new HashMap<>();
        rows.forEach(row -> byFrame.put(row.frame(), row));
        for (Row row : rows) {
            Ends.of(whole(row, byFrame)).ifPresent(ends -> add(ends, row, whole(row, byFrame)));
        }
    }

    static Dissection of(Path file) {
        return new Dissection(Tshark.rows(file));
    }

    /** Of a fragment, the packet in which tshark has put all fragments together. */
    private static Row whole(Row row, Map<Integer, Row> byFrame) {
        return Stream.of("ip.reassembled_in", "ipv6.reassembled.in")
                .filter(row::has)
                .map(field -> byFrame.get((int) row.number(field)))
                .findFirst()
                .orElse(row);
    }

    private void add(Ends ends, Row row, Row whole) {
        boolean tcp = ends.protocol().equals("TCP");
        String stream = tcp ? " #" + whole.all("tcp.stream").getLast() : "";
        Optional<TsharkFlow> known = Optional.ofNullable(flows.get(ends + stream))
                .or(() -> Optional.ofNullable(flows.get(ends.turned() + stream)));
        TsharkFlow flow =
                known.orElseGet(() -> flows.computeIfAbsent(ends + stream, key -> new TsharkFlow(ends, whole)));
        flow.add(ends, row);
    }

    List<Row> rows() {
        return rows;
    }

    Collection<TsharkFlow> flows() {
        return flows.values();
    }

    long bytes() {
        return rows.stream().mapToLong(row -> row.number("frame.len")).sum();
    }

    /**
     * Requests in the order of the capture, each with the status that came in its place (RFC 9112 §9.3.2); so do the captures of HTTP/2 that
     * are kept.
     */
    List<String> exchanges() {
        return flows().stream()
                .flatMap(flow -> exchanges(flow).stream())
                .sorted()
                .toList();
    }

    private static List<String> exchanges(TsharkFlow flow) {
        Queue<String> statuses = new ArrayDeque<>();
        flow.rows().stream()
                .flatMap(row ->
                        Stream.concat(row.all("http.response.code").stream(), row.all("http2.headers.status").stream()))
                .filter(code -> !code.startsWith("1"))
                .forEach(statuses::add);
        return flow.rows().stream()
                .flatMap(row -> requests(row).stream())
                .map(request -> flow.client() + " > " + flow.server() + " " + request + " "
                        + (statuses.isEmpty() ? "0" : statuses.remove()))
                .toList();
    }

    /** Queries are never shown by us: cut them from tshark's as well. */
    private static List<String> requests(Row row) {
        return Stream.concat(
                        requests(row, "http.request.method", "http.request.uri").stream(),
                        requests(row, "http2.headers.method", "http2.headers.path").stream())
                .toList();
    }

    private static List<String> requests(Row row, String method, String target) {
        List<String> methods = row.all(method);
        List<String> targets = row.all(target);
        return Stream.iterate(0, i -> i < methods.size(), i -> i + 1)
                .map(i -> methods.get(i) + " " + targets.get(i).replaceAll("\\?.*", "?..."))
                .toList();
    }
}
