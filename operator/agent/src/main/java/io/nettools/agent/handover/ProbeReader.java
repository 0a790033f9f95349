package io.nettools.agent.handover;

import static io.nettools.agent.handover.OrderReader.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/** The order's probe, token by token. Which kind it is the fields tell: only HTTP has a URL, only DNS a name, only TCP a port besides the host. */
final class ProbeReader {
    private String from = "";
    private int count;
    private long intervalMillis;
    private String host = "";
    private int port;
    private String url = "";
    private int lowest;
    private int highest;
    private boolean skipVerify;
    private String name = "";
    private String type = "";
    private String server = "";

    Optional<Probe> read(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        OrderReader.object(value, this::field);
        return Optional.of(new Probe(from(), request(), count, intervalMillis));
    }

    /** A place that this version does not know must not become another; a peer is one of which no trace pod but its own knows. */
    private From from() throws IOException {
        return Stream.of(From.Pod, From.Node)
                .filter(place -> place.name().equals(from))
                .findFirst()
                .orElseThrow(() -> new IOException("the probe has an unknown origin " + PlainName.of(from, 32)));
    }

    private Probe.Request request() {
        if (!url.isEmpty()) {
            return new Probe.Http(url, lowest, highest, skipVerify);
        }
        if (!name.isEmpty()) {
            return new Probe.Dns(name, type, server);
        }
        return port == 0 ? new Probe.Icmp(host) : new Probe.Tcp(host, port);
    }

    private void field(String field, JsonParser value) throws IOException {
        switch (field) {
            case "from" -> from = text(value);
            case "count" -> count = value.getIntValue();
            case "intervalMillis" -> intervalMillis = value.getLongValue();
            case "request" -> OrderReader.object(value, this::requestField);
            default -> value.skipChildren();
        }
    }

    private void requestField(String field, JsonParser value) throws IOException {
        switch (field) {
            case "host" -> host = text(value);
            case "port" -> port = value.getIntValue();
            case "url" -> url = text(value);
            case "lowest" -> lowest = value.getIntValue();
            case "highest" -> highest = value.getIntValue();
            case "skipVerify" -> skipVerify = value.getBooleanValue();
            case "name" -> name = text(value);
            case "type" -> type = text(value);
            case "server" -> server = text(value);
            default -> value.skipChildren();
        }
    }
}
