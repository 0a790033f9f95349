package io.nettools.analyser.finding;

import io.nettools.analyser.http.Ends;
import java.util.LinkedHashSet;
import java.util.Set;

/** The clients that an event hit, and its time span. Only the first few addresses are kept. */
final class Clients {
    private static final int NAMED = 4;

    private final Set<String> hosts = new LinkedHashSet<>();
    private boolean more;
    private long firstMicros = Long.MAX_VALUE;
    private long lastMicros = Long.MIN_VALUE;

    /** @param end address, with or without a port */
    void add(String end, long micros) {
        firstMicros = Math.min(firstMicros, micros);
        lastMicros = Math.max(lastMicros, micros);
        addHost(host(end));
    }

    /** Adds the client of a connection, whose address is written only where it may make a difference. */
    void add(Ends ends, long micros) {
        if (more && hosts.size() == NAMED) {
            firstMicros = Math.min(firstMicros, micros);
            lastMicros = Math.max(lastMicros, micros);
        } else {
            add(ends.client(), micros);
        }
    }

    void add(Clients other) {
        firstMicros = Math.min(firstMicros, other.firstMicros);
        lastMicros = Math.max(lastMicros, other.lastMicros);
        more |= other.more;
        other.hosts.forEach(this::addHost);
    }

    private void addHost(String host) {
        if (hosts.size() < NAMED) {
            hosts.add(host);
        } else {
            more |= !hosts.contains(host);
        }
    }

    /** The address of an end, without its port. */
    static String host(String end) {
        int colon = end.lastIndexOf(':');
        if (end.startsWith("[")) {
            return end.substring(1, Math.max(1, end.indexOf(']')));
        }
        boolean port = colon > 0 && end.indexOf(':') == colon;
        return port ? end.substring(0, colon) : end;
    }

    /** "from 10.0.0.1, 10.0.0.2 and others, 12:00:00.000 to 12:00:09.000"; empty without clients. */
    String text() {
        if (hosts.isEmpty()) {
            return "";
        }
        String from = "from " + String.join(", ", hosts) + (more ? " and others" : "");
        String begin = Wording.time(firstMicros);
        String end = Wording.time(lastMicros);
        return from + ", " + (begin.equals(end) ? "at " + begin : begin + " to " + end) + " UTC";
    }
}
