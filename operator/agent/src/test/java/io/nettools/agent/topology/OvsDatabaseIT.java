package io.nettools.agent.topology;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.agent.handover.Json;
import io.nettools.agent.topology.OpenVswitch.Bridge;
import io.nettools.agent.topology.OpenVswitch.Interface;
import io.nettools.agent.topology.OpenVswitch.Port;
import io.nettools.analyser.report.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Debian's ovsdb-server, and with ovs-vsctl as the witness. Needs openvswitch-switch, and no root. */
class OvsDatabaseIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Process server;

    @BeforeEach
    void start() throws Exception {
        Path file = folder.resolve("conf.db");
        run("ovsdb-tool", "create", file.toString(), "/usr/share/openvswitch/vswitch.ovsschema");
        server = new ProcessBuilder(
                        "ovsdb-server",
                        file.toString(),
                        "--remote=punix:" + socket(),
                        "--unixctl=" + folder.resolve("ctl"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(PATIENCE).until(() -> Files.exists(socket()));
        run(
                "bash",
                Path.of(OvsDatabaseIT.class.getResource("/openvswitch/fill").toURI())
                        .toString(),
                socket().toString());
    }

    @AfterEach
    void stop() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void whatIsReadIsWhatOvsVsctlLists() throws Exception {
        OpenVswitch read = OvsDatabase.read(socket(), PATIENCE).orElseThrow();
        assertEquals(
                listed("list-br"), read.bridges().stream().map(Bridge::name).toList());
        for (Bridge bridge : read.bridges()) {
            List<String> own = listed("list-ports", bridge.name());
            own.add(bridge.name());
            assertEquals(
                    new TreeSet<>(own),
                    new TreeSet<>(bridge.ports().stream().map(Port::name).toList()));
            assertEquals(vsctl("get-fail-mode", bridge.name()).strip(), bridge.failMode());
        }
        Map<String, Interface> interfaces = interfaces(read);
        List<Map<String, JsonNode>> rows = table("Interface");
        assertEquals(rows.size(), interfaces.size());
        for (Map<String, JsonNode> row : rows) {
            Interface one = interfaces.get(row.get("name").asText());
            String type = row.get("type").asText();
            assertEquals(type.isEmpty() ? "system" : type, one.type(), one.name());
            assertEquals(pairs(row.get("options")), one.options(), one.name());
        }
    }

    /** The pod's path, asked from ovs-vsctl step by step, as a person would. */
    @Test
    void theWayIsTheOneThatOvsVsctlShows() throws Exception {
        OvsWay way =
                OvsWay.behind(OvsNode.VETH, OvsDatabase.read(socket(), PATIENCE).orElseThrow(), OvsNode::kind);
        String first = vsctl("port-to-br", OvsNode.VETH).strip();
        String patch = listed("list-ports", first).stream()
                .filter(name -> name.startsWith("patch"))
                .findFirst()
                .orElseThrow();
        String peer = unquoted(vsctl("get", "interface", patch, "options:peer"));
        String second = vsctl("port-to-br", peer).strip();
        String card = listed("list-ports", second).stream()
                .filter(name -> !name.equals(peer))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of(first, patch, peer, second, card),
                way.hops().stream().map(Topology.Hop::device).toList());
        assertEquals(
                listed("list-ports", first).size() + 1, way.bridges().getFirst().ports());
        for (Topology.Tunnel tunnel : way.tunnels()) {
            assertEquals(unquoted(vsctl("get", "interface", tunnel.name(), "options:remote_ip")), tunnel.remote());
            assertEquals(unquoted(vsctl("get", "interface", tunnel.name(), "options:local_ip")), tunnel.local());
            assertEquals(unquoted(vsctl("get", "interface", tunnel.name(), "options:key")), tunnel.key());
        }
        assertEquals(
                table("Interface").stream()
                        .filter(row -> row.get("type").asText().equals("geneve"))
                        .count(),
                way.tunnels().size());
    }

    @Test
    void readingWritesNothing() throws Exception {
        byte[] before = Files.readAllBytes(folder.resolve("conf.db"));
        OvsDatabase.read(socket(), PATIENCE);
        assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(folder.resolve("conf.db")));
    }

    private Path socket() {
        return folder.resolve("db.sock");
    }

    private static Map<String, Interface> interfaces(OpenVswitch read) {
        Map<String, Interface> all = new HashMap<>();
        read.bridges().stream()
                .flatMap(bridge -> bridge.ports().stream())
                .flatMap(port -> port.interfaces().stream())
                .forEach(one -> all.put(one.name(), one));
        return all;
    }

    private List<Map<String, JsonNode>> table(String name) throws IOException, InterruptedException {
        JsonNode table = Json.MAPPER.readTree(vsctl("--format=json", "list", name));
        List<Map<String, JsonNode>> rows = new ArrayList<>();
        for (JsonNode cells : table.path("data")) {
            Map<String, JsonNode> row = new HashMap<>();
            for (int column = 0; column < cells.size(); column++) {
                row.put(table.path("headings").path(column).asText(), cells.path(column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, String> pairs(JsonNode map) {
        Map<String, String> pairs = new HashMap<>();
        map.path(1)
                .forEach(pair -> pairs.put(pair.path(0).asText(), pair.path(1).asText()));
        return pairs;
    }

    private List<String> listed(String... command) throws IOException, InterruptedException {
        return new ArrayList<>(vsctl(command).lines().toList());
    }

    private static String unquoted(String value) {
        return value.strip().replace("\"", "");
    }

    private String vsctl(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("ovs-vsctl", "--no-wait", "--db=unix:" + socket()));
        all.addAll(List.of(command));
        return run(all.toArray(String[]::new));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + output);
        return output;
    }
}
