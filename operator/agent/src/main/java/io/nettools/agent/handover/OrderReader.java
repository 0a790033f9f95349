package io.nettools.agent.handover;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.nettools.analyser.order.CaptureOptions;
import io.nettools.analyser.order.Extra;
import io.nettools.analyser.order.Order;
import io.nettools.analyser.order.Probe;
import io.nettools.analyser.order.TargetPod;
import io.nettools.analyser.redaction.Paths;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the order token by token. Data binding would take a fifth of the time from the container's start until tcpdump
 * captures; it is loaded while the tools run. As everywhere, unknown fields are ignored and absent ones are empty.
 */
public final class OrderReader {
    private static final JsonFactory FACTORY = new JsonFactory();

    private String networkInterface = "";
    private String filter = "";
    private int snapLength;
    private long maxPackets;
    private long maxBytes;
    private int excerpt;
    private long durationMillis;
    private long startMillis;
    private Set<Extra> extras = Set.of();
    private Optional<Probe> probe = Optional.empty();
    private List<String> others = List.of();
    private Paths paths = Paths.Shown;
    private String uid = "";
    private String staticHash = "";
    private List<String> containerIds = List.of();
    private List<String> containerNames = List.of();
    private List<String> podIps = List.of();
    private boolean wholeNode;

    private OrderReader() {}

    /** Reads one JSON object; fails on any other text and on a field of the wrong kind. */
    public static Order read(String json) throws IOException {
        OrderReader reader = new OrderReader();
        try (JsonParser parser = FACTORY.createParser(json)) {
            parser.nextToken();
            object(parser, reader::field);
        } catch (JsonProcessingException reason) {
            throw new IOException(reason.getOriginalMessage(), reason); // without the text itself
        }
        return reader.order();
    }

    private Order order() {
        return new Order(
                new TargetPod(uid, staticHash, containerIds, containerNames, podIps, wholeNode),
                new CaptureOptions(networkInterface, filter, snapLength, maxPackets, maxBytes, excerpt),
                durationMillis,
                startMillis,
                extras,
                probe,
                others,
                paths);
    }

    private void field(String name, JsonParser value) throws IOException {
        switch (name) {
            case "target" -> object(value, this::targetField);
            case "capture" -> object(value, this::captureField);
            case "durationMillis" -> durationMillis = value.getLongValue();
            case "startMillis" -> startMillis = value.getLongValue();
            case "extras" -> extras = extras(texts(value));
            case "others" -> others = texts(value);
            case "probe" -> probe = new ProbeReader().read(value);
            case "paths" -> paths = paths(text(value));
            default -> value.skipChildren();
        }
    }

    /** The value with this name; an unknown one, of a newer operator, shows nothing. */
    private static Paths paths(String name) {
        return Stream.of(Paths.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(Paths.None);
    }

    /** The known ones of these extras; like unknown fields, the others are ignored. */
    private static Set<Extra> extras(List<String> names) {
        return Stream.of(Extra.values())
                .filter(extra -> names.contains(extra.name()))
                .collect(Collectors.toSet());
    }

    private void captureField(String name, JsonParser value) throws IOException {
        switch (name) {
            case "networkInterface" -> networkInterface = text(value);
            case "filter" -> filter = text(value);
            case "snapLength" -> snapLength = value.getIntValue();
            case "maxPackets" -> maxPackets = value.getLongValue();
            case "maxBytes" -> maxBytes = value.getLongValue();
            case "excerpt" -> excerpt = value.getIntValue();
            default -> value.skipChildren();
        }
    }

    private void targetField(String name, JsonParser value) throws IOException {
        switch (name) {
            case "uid" -> uid = text(value);
            case "staticHash" -> staticHash = text(value);
            case "containerIds" -> containerIds = texts(value);
            case "containerNames" -> containerNames = texts(value);
            case "podIps" -> podIps = texts(value);
            case "wholeNode" -> wholeNode = value.getBooleanValue();
            default -> value.skipChildren();
        }
    }

    static void object(JsonParser parser, Field field) throws IOException {
        expect(parser, JsonToken.START_OBJECT);
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            field.read(name, parser);
        }
        expect(parser, JsonToken.END_OBJECT);
    }

    static String text(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return "";
        }
        expect(value, JsonToken.VALUE_STRING);
        return value.getText();
    }

    private static List<String> texts(JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        expect(value, JsonToken.START_ARRAY);
        List<String> texts = new ArrayList<>();
        while (value.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(value));
        }
        return texts;
    }

    private static void expect(JsonParser parser, JsonToken token) throws IOException {
        if (parser.currentToken() != token) {
            throw new IOException("expected " + token + ", found " + parser.currentToken());
        }
    }

    /** Reads the value of one field. */
    interface Field {
        void read(String name, JsonParser value) throws IOException;
    }
}
