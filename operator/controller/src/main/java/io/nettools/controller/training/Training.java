package io.nettools.controller.training;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.controller.Replica;
import io.nettools.controller.Wiring;
import io.nettools.controller.client.ApiClient;
import io.nettools.controller.client.ApiTraffic;
import io.nettools.controller.client.Timeouts;
import io.nettools.controller.election.Election;
import io.nettools.controller.election.Fence;
import io.nettools.controller.election.LeaseStore;
import io.nettools.controller.election.Terms;
import io.nettools.controller.health.Health;
import io.nettools.controller.metrics.ApiCall;
import io.nettools.controller.metrics.Metrics;
import io.nettools.controller.ops.SettingsReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.picocontainer.MutablePicoContainer;

/** Starts the operator once, against an API server with one trace, until that trace has its answer. */
public final class Training {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Training() {}

    /**
     * Runs the training. It fails when the trace has no answer, so that the image build fails, too.
     *
     * @throws IOException when no local port can be opened
     */
    public static void run() throws IOException, InterruptedException {
        Metrics metrics = new Metrics("training");
        ApiTraffic traffic = new ApiTraffic(
                (method, path, watch, code, took) -> metrics.requested(ApiCall.of(method, path, watch), code, took));
        try (OneTraceServer server = OneTraceServer.start();
                KubernetesClient client = client("http://127.0.0.1:" + server.port() + "/", traffic)) {
            boolean answered = answered(client, traffic, metrics, server);
            encrypted(server.port());
            if (!answered) {
                throw new IllegalStateException("the trace had no answer within " + LIMIT);
            }
        }
    }

    private static boolean answered(KubernetesClient client, ApiTraffic traffic, Metrics metrics, OneTraceServer server)
            throws IOException, InterruptedException {
        Fence fence = new Fence(Terms.STANDARD, System::nanoTime);
        Election election = new Election(
                new LeaseStore(client, "training", InstantSource.system()),
                fence,
                Terms.STANDARD,
                "training",
                why -> {});
        MutablePicoContainer leading = Wiring.container(
                client, traffic, metrics, SettingsReader.read(Map.of("image", "training")), InstantSource.system());
        try (Replica replica = new Replica(election, leading, System::nanoTime)) {
            replica.run();
            boolean answered = server.awaitAnswer(LIMIT);
            scrape();
            return answered;
        }
    }

    /** Asks for the metrics as Prometheus does. */
    private static void scrape() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Health.PORT)) {
            socket.getOutputStream()
                    .write("GET /metrics HTTP/1.1\r\nHost: operator\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    /** Tries TLS, which the real API server uses: even a failed handshake loads the classes of a successful one. */
    private static void encrypted(int port) {
        try (KubernetesClient client = client("https://127.0.0.1:" + port + "/", new ApiTraffic())) {
            client.pods().inNamespace("training").withName("none").get();
        } catch (KubernetesClientException expected) {
            return;
        }
        throw new IllegalStateException("a server without TLS answered");
    }

    private static KubernetesClient client(String url, ApiTraffic traffic) {
        Config config = Config.empty();
        config.setMasterUrl(url);
        return ApiClient.of(config, Timeouts.USUAL, traffic);
    }
}
