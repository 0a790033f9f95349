package io.nettools.analyser.truth;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One packet as tshark dissects it: the values of each field, outer layers first. */
final class Row {
    private final Map<String, List<String>> values = new HashMap<>();

    void put(String field, List<String> found) {
        values.put(field, found);
    }

    List<String> all(String field) {
        List<String> found = values.get(field);
        if (found == null) {
            throw new AssertionError("tshark was not asked for " + field);
        }
        return found;
    }

    boolean has(String field) {
        return !all(field).isEmpty();
    }

    String first(String field) {
        return all(field).getFirst();
    }

    /** A number, decimal or 0x…. */
    long number(String field) {
        return Long.decode(first(field));
    }

    boolean flag(int flag) {
        return has("tcp.flags") && (number("tcp.flags") & flag) == flag;
    }

    /** Whether tshark names it a retransmission, of whatever kind. */
    boolean again() {
        return has("tcp.analysis.retransmission") || fast() || spurious();
    }

    boolean fast() {
        return has("tcp.analysis.fast_retransmission");
    }

    boolean spurious() {
        return has("tcp.analysis.spurious_retransmission");
    }

    boolean neitherFastNorSpurious() {
        return again() && !fast() && !spurious();
    }

    boolean outOfOrder() {
        return has("tcp.analysis.out_of_order");
    }

    boolean outOfOrderOrAgain() {
        return outOfOrder() || again();
    }

    boolean keepAlive() {
        return has("tcp.analysis.keep_alive");
    }

    boolean windowProbe() {
        return has("tcp.analysis.zero_window_probe");
    }

    int frame() {
        return (int) number("frame.number");
    }

    /** µs since the epoch, as a capture file has them. */
    long micros() {
        return micros(first("frame.time_epoch"));
    }

    /** Seconds with nine decimals as µs, cut. */
    static long micros(String seconds) {
        int point = seconds.indexOf('.');
        return Long.parseLong(seconds.substring(0, point)) * 1_000_000
                + Long.parseLong((seconds.substring(point + 1) + "000000").substring(0, 6));
    }
}
