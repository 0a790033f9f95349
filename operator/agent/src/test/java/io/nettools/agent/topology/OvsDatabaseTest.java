package io.nettools.agent.topology;

import static io.nettools.agent.topology.FakeOvsdb.hear;
import static io.nettools.agent.topology.FakeOvsdb.hold;
import static io.nettools.agent.topology.FakeOvsdb.say;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.agent.handover.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OvsDatabaseTest {
    private static final String ECHO = "{\"id\":\"echo\",\"method\":\"echo\",\"params\":[\"still\",\"there\"]}";
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @Test
    void withoutASocketThereIsNoOpenVswitch() throws IOException {
        assertEquals(Optional.empty(), OvsDatabase.read(folder.resolve("run/openvswitch/db.sock"), AMPLE));
    }

    @Test
    void anAnswerInOnePieceIsRead() throws Exception {
        assertEquals(Optional.of(OvsNode.openShift()), answered(client -> say(client, answer())));
    }

    @Test
    void theQuestionOnlyReads() throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        FakeOvsdb.Behaviour listening = client -> {
            heard.complete(hear(client));
            say(client, answer());
        };
        FakeOvsdb.serving(socket(), listening, () -> OvsDatabase.read(socket(), AMPLE));
        JsonNode question = Json.MAPPER.readTree(heard.join());
        assertEquals("transact", question.path("method").asText());
        assertEquals("Open_vSwitch", question.path("params").path(0).asText());
        question.path("params")
                .valueStream()
                .skip(1)
                .forEach(
                        operation -> assertEquals("select", operation.path("op").asText()));
    }

    @Test
    void anAnswerByteByByteIsRead() throws Exception {
        assertEquals(Optional.of(OvsNode.openShift()), answered(client -> {
            String answer = answer();
            for (int at = 0; at < answer.length(); at++) {
                say(client, answer.substring(at, at + 1));
            }
        }));
    }

    @Test
    void echoesAreAnsweredAndOtherMessagesIgnored() throws Exception {
        CompletableFuture<String> reply = new CompletableFuture<>();
        assertEquals(Optional.of(OvsNode.openShift()), answered(client -> {
            say(client, "{\"id\":null,\"method\":\"locked\",\"params\":[\"x\"]}" + ECHO);
            reply.complete(hear(client));
            say(client, answer());
        }));
        assertEquals(
                Json.MAPPER.readTree("{\"id\":\"echo\",\"result\":[\"still\",\"there\"],\"error\":null}"),
                Json.MAPPER.readTree(reply.join()));
    }

    @Test
    void aSilentServerTimesOut() throws Exception {
        assertComplaint("did not answer within 200 ms: look at ovsdb-server's log.", SHORT, FakeOvsdb::hold);
    }

    @Test
    void aServerThatStopsInTheMiddleTimesOut() throws Exception {
        assertComplaint("did not answer within 200 ms: look at ovsdb-server's log.", SHORT, client -> {
            say(client, answer().substring(0, 1000));
            hold(client);
        });
    }

    @Test
    void aServerThatOnlySendsEchoesTimesOut() throws Exception {
        assertComplaint("did not answer within 200 ms: look at ovsdb-server's log.", SHORT, client -> {
            say(client, ECHO);
            while (!hear(client).isEmpty()) {
                say(client, ECHO);
            }
        });
    }

    @Test
    void anEndlessAnswerIsNotRead() throws Exception {
        assertComplaint("sends an answer beyond the limit (3 MiB, 1000 levels).", AMPLE, client -> {
            say(client, "{\"id\":\"topology\",\"result\":[");
            endless(client, "{\"rows\":[]},");
        });
    }

    @Test
    void endlessBlanksAreNotRead() throws Exception {
        assertComplaint(
                "sends an answer beyond the limit (3 MiB, 1000 levels).", AMPLE, client -> endless(client, " "));
    }

    @Test
    void endlessNestingIsNotRead() throws Exception {
        assertComplaint(
                "sends an answer beyond the limit (3 MiB, 1000 levels).", AMPLE, client -> endless(client, "["));
    }

    @Test
    void anAnswerWithoutJsonIsReportedAsAnotherProgram() throws Exception {
        assertComplaint(
                "does not speak OVSDB's protocol: is another program listening there?",
                AMPLE,
                client -> say(client, "220 mail\n"));
    }

    @Test
    void anAnswerThatEndsTooEarlyIsReported() throws Exception {
        assertComplaint(
                "does not speak OVSDB's protocol: is another program listening there?",
                AMPLE,
                client -> say(client, "{\"id\":"));
    }

    @Test
    void aServerThatHangsUpIsReported() throws Exception {
        assertComplaint(
                "does not answer (the connection was closed before the answer): is ovsdb-server running on the node?",
                AMPLE,
                client -> {});
    }

    @Test
    void theServersRefusalIsPassedOn() throws Exception {
        String unknown = "{\"error\":\"unknown database\",\"details\":\"Open_vSwitch\\u001b\"}";
        assertComplaint(
                "refuses the query ({\"error\":\"unknown database\",\"details\":\"Open_vSwitch\\u001B\"}): is it Open"
                        + " vSwitch's?",
                AMPLE,
                client -> say(client, "{\"id\":\"topology\",\"result\":null,\"error\":" + unknown + "}"));
    }

    @Test
    void theRefusalOfOneOperationIsPassedOn() throws Exception {
        assertComplaint(
                "refuses the query ({\"error\":\"syntax error\",\"details\":\"No column x\"}): is it Open vSwitch's?",
                AMPLE,
                client -> say(
                        client,
                        "{\"id\":\"topology\",\"result\":[{\"rows\":[]},{\"error\":\"syntax error\",\"details\":\"No column x\"},null],\"error\":null}"));
    }

    @Test
    void aSocketWithoutAListenerIsReported() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            listener.bind(UnixDomainSocketAddress.of(socket()));
        }
        String message = complaint(AMPLE);
        assertTrue(message.endsWith("(Connection refused): is ovsdb-server running on the node?"), message);
    }

    @Test
    void aPathTooLongForASocketIsReported() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("d".repeat(120))).resolve("db.sock");
        Files.createFile(deep);
        String message = assertThrows(IOException.class, () -> OvsDatabase.read(deep, AMPLE))
                .getMessage();
        assertTrue(message.contains("(Unix domain path too long)"), message);
    }

    @Test
    void aPathThatCannotBeFollowedIsReported() throws Exception {
        Path ring = folder.resolve("ring");
        Files.createSymbolicLink(ring, ring);
        String message = assertThrows(IOException.class, () -> OvsDatabase.read(ring.resolve("db.sock"), AMPLE))
                .getMessage();
        assertTrue(message.contains("must be allowed to see the node's files"), message);
    }

    private Path socket() {
        return folder.resolve("db.sock");
    }

    private Optional<OpenVswitch> answered(FakeOvsdb.Behaviour behaviour) throws Exception {
        FakeOvsdb.Behaviour holding = client -> {
            hear(client);
            behaviour.treat(client);
            hold(client);
        };
        return FakeOvsdb.serving(socket(), holding, () -> OvsDatabase.read(socket(), AMPLE));
    }

    private void assertComplaint(String expected, Duration limit, FakeOvsdb.Behaviour behaviour) throws Exception {
        FakeOvsdb.Behaviour asked = client -> {
            hear(client);
            behaviour.treat(client);
        };
        String message = FakeOvsdb.serving(socket(), asked, () -> complaint(limit));
        assertEquals("Open vSwitch's database at " + socket() + " " + expected, message);
    }

    private String complaint(Duration limit) {
        return assertTimeoutPreemptively(
                AMPLE.multipliedBy(2), () -> assertThrows(IOException.class, () -> OvsDatabase.read(socket(), limit))
                        .getMessage());
    }

    private static void endless(SocketChannel client, String part) throws IOException {
        while (true) {
            say(client, part.repeat(4096));
        }
    }

    private static String answer() throws IOException {
        try (InputStream fixture = OvsNode.class.getResourceAsStream("/openvswitch/node.json")) {
            JsonNode result = Json.MAPPER.readTree(fixture);
            return "{\"id\":\"topology\",\"error\":null,\"result\":" + result + "}";
        }
    }
}
