package io.nettools.e2e;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ways in which the operators and the API server lose each other, on the project's own cluster. Each returns when the path is open again. */
@Alone("the operator and the API server lose each other")
final class Outage {
    private static final Path PID = Path.of(Shell.CLUSTER_DIR, "run", "kube-apiserver.pid");
    private static final String SERVER = "198.18.0.1";
    private static final String OTHER_ADDRESS = "198.18.0.99";
    private static final String TABLE = "nettrace-outage";

    private Outage() {}

    /** How long outages last; with {@code -Doutage.drop=300s -Doutage.freeze=60s} as long as the figures in docs/safety.md. */
    static Duration length(String name, String usual) {
        String words = Optional.ofNullable(System.getProperty("outage." + name)).orElse(usual);
        return Duration.parse("PT" + words);
    }

    static void flushConnectionTables() {
        nodes().forEach(node -> Shell.node(node, "conntrack", "-F").ok());
    }

    /** Nothing passes from pods to the API server; the nodes themselves still reach it. */
    static void unreachable(Duration time, Runnable meanwhile) {
        silence(SERVER);
        try {
            meanwhile.run();
            pause(time);
        } finally {
            nothingIsDropped();
        }
    }

    static void apiServerKilled(Duration time) {
        List<String> command = command();
        signal("KILL");
        pause(time);
        File log = Path.of(Shell.CLUSTER_DIR, "log", "kube-apiserver.log").toFile();
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        try {
            Process process = new ProcessBuilder(detached)
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log))
                    .start();
            Files.writeString(PID, process.pid() + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the API server to be ready")
                .atMost(Duration.ofSeconds(90))
                .until(() -> Shell.kubectl("get", "--raw", "/readyz").exit() == 0);
    }

    static void apiServerFrozen(Duration time) {
        signal("STOP");
        try {
            pause(time);
        } finally {
            signal("CONT");
        }
    }

    /** The Service leads to another address of the API server, and the one before is silent. */
    static void moveEndpoint() {
        Shell.run("", List.of("ip", "addr", "add", OTHER_ADDRESS + "/32", "dev", "fabric0"))
                .ok();
        silence(SERVER);
        String translation = "ip daddr 10.96.0.1 tcp dport 443 dnat to %s:6443".formatted(OTHER_ADDRESS);
        nodes().forEach(node -> {
            nft(node, "add chain ip %s n { type nat hook prerouting priority -110; }".formatted(TABLE));
            nft(node, "add rule ip %s n %s".formatted(TABLE, translation));
        });
    }

    static void moveEndpointBack() {
        nothingIsDropped();
        Shell.run("", List.of("ip", "addr", "del", OTHER_ADDRESS + "/32", "dev", "fabric0"))
                .ok();
    }

    /** The kubelet ends a container that does not answer for 30 s, and starts it again. */
    static void operatorFrozen(Duration time) {
        var pods = Operator.pods();
        pods.forEach(pod -> new Processes(pod, "operator").signal("STOP", "java"));
        pause(time);
        pods.forEach(pod -> new Processes(pod, "operator").signalIfThere("CONT", "java"));
    }

    private static void silence(String address) {
        nodes().forEach(node -> {
            nft(node, "add table ip " + TABLE);
            nft(node, "add chain ip %s c { type filter hook forward priority 0; }".formatted(TABLE));
            nft(node, "add rule ip %s c ip daddr %s tcp dport 6443 drop".formatted(TABLE, address));
        });
    }

    private static void nothingIsDropped() {
        nodes().forEach(node -> nft(node, "delete table ip " + TABLE));
    }

    private static void nft(String node, String command) {
        Shell.node(node, "nft", command).ok();
    }

    private static List<String> nodes() {
        return Scene.CLIENT.nodes().list().getItems().stream()
                .map(node -> node.getMetadata().getName())
                .toList();
    }

    private static void signal(String name) {
        Shell.run("", List.of("kill", "-" + name, pid())).ok();
    }

    private static String pid() {
        return Shell.read(PID).strip();
    }

    private static List<String> command() {
        try {
            String words = new String(Files.readAllBytes(Path.of("/proc", pid(), "cmdline")), StandardCharsets.UTF_8);
            return List.of(words.split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outage itself lasts this long; there is nothing to wait for in it. */
    private static void pause(Duration time) {
        try {
            if (new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
