package io.nettools.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The store of the project's own cluster, where ten thousand traces are made in seconds: each is a copy of one that the API server
 * stored, and the API server reads and watches it like its own (etcd's gRPC gateway, {@code /v3/kv}).
 */
@Alone("thousands of traces are more than the operator has in its memory otherwise")
final class Etcd {
    private static final URI ADDRESS = URI.create("http://127.0.0.1:2379");
    private static final String TRACES = "/registry/nettools.io/networktraces/";
    private static final String KEY = "key";

    /** Of one transaction, so that it stays below etcd's limits of 128 operations and 1.5 MiB. */
    private static final int BYTES = 1 << 20;

    private static final int OPERATIONS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Etcd() {}

    /**
     * Stores copies of a trace, named NAME-0 and so on.
     *
     * @param change what each is to have besides a name and a UID of its own
     */
    static void copy(Tracing trace, String name, int many, Consumer<ObjectNode> change) {
        String folder = TRACES + trace.scene().namespace() + "/";
        JsonNode found = ask("range", JSON.createObjectNode().put(KEY, text(folder + trace.name())));
        String stored =
                new String(Base64.getDecoder().decode(found.at("/kvs/0/value").asText()), StandardCharsets.UTF_8);
        List<ObjectNode> puts = IntStream.range(0, many)
                .mapToObj(number -> put(folder, (ObjectNode) read(stored), name + "-" + number, change))
                .toList();
        int each = Math.clamp(BYTES / puts.getFirst().toString().length(), 1, OPERATIONS);
        for (int from = 0; from < many; from += each) {
            ObjectNode transaction = JSON.createObjectNode();
            puts.subList(from, Math.min(many, from + each))
                    .forEach(put -> transaction.withArray("success").addObject().set("requestPut", put));
            ask("txn", transaction);
        }
    }

    /** Removes what was copied, without a deletion that anybody could see to. */
    static void removeCopies(Scene scene, String name) {
        String begin = TRACES + scene.namespace() + "/" + name;
        ask("deleterange", JSON.createObjectNode().put(KEY, text(begin + "-")).put("range_end", text(begin + ".")));
    }

    private static ObjectNode put(String folder, ObjectNode trace, String name, Consumer<ObjectNode> change) {
        trace.withObject("/metadata")
                .put("name", name)
                .put("uid", UUID.randomUUID().toString());
        change.accept(trace);
        return JSON.createObjectNode().put(KEY, text(folder + name)).put("value", text(trace.toString()));
    }

    private static String text(String plain) {
        return Base64.getEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode ask(String what, ObjectNode body) {
        HttpRequest request = HttpRequest.newBuilder(ADDRESS.resolve("/v3/kv/" + what))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            var answer = CLIENT.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError("etcd " + what + ": " + answer.statusCode() + " " + answer.body());
            }
            return read(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
