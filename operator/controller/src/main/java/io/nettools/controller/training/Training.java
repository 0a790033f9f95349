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
import io.nettools.controller.ops.SettingsReader;
import java.io.IOException;
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
        ApiTraffic traffic = new ApiTraffic();
        try (OneTraceServer server = OneTraceServer.start();
                KubernetesClient client = client("http://127.0.0.1:" + server.port() + "/", traffic)) {
            boolean answered = answered(client, traffic, server);
            encrypted(server.port());
            if (!answered) {
                throw new IllegalStateException("the trace had no answer within " + LIMIT);
            }
        }
    }

    private static boolean answered(KubernetesClient client, ApiTraffic traffic, OneTraceServer server)
            throws InterruptedException {
        Fence fence = new Fence(Terms.STANDARD, System::nanoTime);
        Election election = new Election(
                new LeaseStore(client, "training", InstantSource.system()),
                fence,
                Terms.STANDARD,
                "training",
                why -> {});
        MutablePicoContainer leading = Wiring.container(
                client, traffic, SettingsReader.read(Map.of("image", "training")), InstantSource.system());
        try (Replica replica = new Replica(election, leading)) {
            replica.run();
            return server.awaitAnswer(LIMIT);
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
