package io.nettools.agent.topology;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nettools.agent.handover.Json;
import io.nettools.agent.handover.PlainName;
import io.nettools.agent.target.Tool;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks a node's ovsdb-server for the configuration of Open vSwitch (RFC 7047): one transaction, which only reads.
 *
 * <p>One blocking thread does everything. Closing the socket ends it when the time is over.
 */
public final class OvsDatabase {
    /**
     * Some 4500 ports with what OVN-Kubernetes notes at each; as a tree it takes ten times as much of the heap's 64
     * MiB.
     */
    static final int LONGEST_ANSWER = 3 << 20;

    private static final int LONGEST_COMPLAINT = 200;
    private static final String ID = "topology";
    private static final String REQUEST =
            "{\"method\":\"transact\",\"id\":\"" + ID + "\",\"params\":[\"Open_vSwitch\"," + OpenVswitch.QUERY + "]}";
    private static final JsonFactory BOUNDED = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(LONGEST_ANSWER)
                    .build())
            .build();

    private OvsDatabase() {}

    /**
     * Reads the configuration.
     *
     * @param socket of ovsdb-server, at most 107 bytes long. By way of {@code /proc/1/root} it is
     *     {@code run/openvswitch/db.sock}; {@code var/run} is a link there, which would lead back to the caller's own
     *     files
     * @param limit for everything together
     * @return empty when there is no such file, that is, no Open vSwitch on this node
     * @throws IOException whose message is a sentence for the user
     */
    public static Optional<OpenVswitch> read(Path socket, Duration limit) throws IOException {
        if (!present(socket)) {
            return Optional.empty();
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            FutureTask<JsonNode> answers = new FutureTask<>(() -> ask(channel, socket));
            Tool.READERS.execute(answers);
            return Optional.of(OpenVswitch.of(answers.get(limit.toNanos(), TimeUnit.NANOSECONDS)));
        } catch (TimeoutException late) {
            throw failure(
                    socket,
                    "did not answer within %d ms: look at ovsdb-server's log.".formatted(limit.toMillis()),
                    late);
        } catch (ExecutionException failed) {
            throw explained(socket, failed.getCause());
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
            throw failure(socket, "was interrupted.", nobodyDoes);
        }
    }

    private static boolean present(Path socket) throws IOException {
        try {
            Files.readAttributes(socket, BasicFileAttributes.class);
            return true;
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException denied) {
            throw failure(
                    socket,
                    "cannot be reached (%s): the trace pod must be allowed to see the node's files."
                            .formatted(PlainName.of(String.valueOf(denied.getMessage()), LONGEST_COMPLAINT)),
                    denied);
        }
    }

    private static JsonNode ask(SocketChannel channel, Path socket) throws IOException {
        channel.connect(UnixDomainSocketAddress.of(socket));
        send(channel, REQUEST);
        try (JsonParser parser = BOUNDED.createParser(Channels.newInputStream(channel))) {
            while (true) {
                JsonNode message = Json.MAPPER.readTree(parser);
                if (message == null) {
                    throw new SocketException("the connection was closed before the answer");
                }
                if (message.path("id").asText().equals(ID)) {
                    return answers(message);
                }
                if (message.path("method").asText().equals("echo")) {
                    send(channel, echo(message));
                }
            }
        }
    }

    /** Answers an echo (section 4.1.11): the server takes a client without an answer for dead. */
    private static String echo(JsonNode message) {
        ObjectNode reply = Json.MAPPER.createObjectNode();
        reply.set("id", message.path("id"));
        reply.set("result", message.path("params"));
        reply.putNull("error");
        return reply.toString();
    }

    private static void send(SocketChannel channel, String message) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /**
     * The results. An error of the transaction is beside them, and an error of an operation is in its place among them
     * (section 4.1.3).
     */
    private static JsonNode answers(JsonNode message) throws IOException {
        if (message.hasNonNull("error")) {
            throw new Refused(message.path("error").toString());
        }
        JsonNode result = message.path("result");
        for (JsonNode answer : result) {
            if (answer.hasNonNull("error")) {
                throw new Refused(answer.toString());
            }
        }
        if (!result.isArray()) {
            throw new Refused("no result");
        }
        return result;
    }

    private static IOException explained(Path socket, Throwable cause) {
        String complaint = PlainName.of(String.valueOf(cause.getMessage()), LONGEST_COMPLAINT);
        if (cause instanceof Refused) {
            return failure(socket, "refuses the query (%s): is it Open vSwitch's?".formatted(complaint), cause);
        }
        if (cause instanceof StreamConstraintsException) {
            return failure(
                    socket,
                    "sends an answer beyond the limit (%d MiB, 1000 levels).".formatted(LONGEST_ANSWER >> 20),
                    cause);
        }
        if (cause instanceof JsonProcessingException) {
            return failure(socket, "does not speak OVSDB's protocol: is another program listening there?", cause);
        }
        return failure(
                socket, "does not answer (%s): is ovsdb-server running on the node?".formatted(complaint), cause);
    }

    private static IOException failure(Path socket, String what, Throwable cause) {
        return new IOException(
                "Open vSwitch's database at %s %s".formatted(PlainName.of(socket.toString(), LONGEST_COMPLAINT), what),
                cause);
    }

    /** The server's answer is a refusal. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;

        Refused(String error) {
            super(error);
        }
    }
}
