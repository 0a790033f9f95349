package io.nettools.agent.handover;

import static io.nettools.agent.handover.OrderReader.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.Probe.From;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the order's probe token by token. The fields show its kind: only HTTP has a URL, only DNS has a name, and only
 * TCP has a port beside the host.
 */
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

    /**
     * The origin of the requests. An unknown one is refused, because the requests must not come from another place.
     * {@code Peer} is refused, too: the order for the peer's own trace pod has {@code Pod}.
     */
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
