package io.nettools.controller.client;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.nettools.controller.fixture.FakeApiServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection that dies silently, at each stage of its life: the silent watch of the failure model. */
class ApiClientTest {
    private static final Timeouts SHORT = new Timeouts(
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofMillis(20));

    /** Limit for twice the ping, a handshake and the pause, on a slow machine. */
    private static final Duration SOON = Duration.ofSeconds(15);

    private static final String PODS = "/api/v1/namespaces/here/pods";

    private final ApiTraffic traffic = new ApiTraffic();
    private final FakeApiServer server = new FakeApiServer();
    private final Cable cable = new Cable(server.port());

    @AfterEach
    void end() {
        cable.close();
        server.close();
    }

    @Test
    void silentWatchIsRenewedWithoutMissingAnEvent() {
        try (KubernetesClient client = client("http");
                SharedIndexInformer<Pod> pods =
                        client.pods().inNamespace("here").inform()) {
            await("the watch").atMost(SOON).until(pods::isWatching);
            cable.forgetConnections();
            create("after-the-cut");
            await("its event")
                    .atMost(SOON)
                    .until(() -> pods.getStore().listKeys().contains("here/after-the-cut"));
        }
    }

    @Test
    void watchIsDownWhileTheServerIsFrozen() {
        try (KubernetesClient client = client("http");
                SharedIndexInformer<Pod> pods =
                        client.pods().inNamespace("here").inform()) {
            await("the watch").atMost(SOON).until(pods::isWatching);
            cable.freeze();
            await("the end of the watch").atMost(SOON).until(() -> !pods.isWatching());
            int tries = cable.connections();
            await("handshakes that are given up").atMost(SOON).until(() -> cable.connections() > tries + 3);
            await("their sockets closed").atMost(SOON).until(() -> cable.held() <= 2);
            cable.thaw();
            create("after-the-thaw");
            await("its event")
                    .atMost(SOON)
                    .until(() -> pods.getStore().listKeys().contains("here/after-the-thaw"));
            assertTrue(pods.isWatching());
        }
    }

    @Test
    void requestWithoutAnAnswerFails() {
        cable.freeze();
        try (KubernetesClient client = client("http")) {
            assertTimeoutPreemptively(SOON, () -> assertThrows(KubernetesClientException.class, () -> get(client)));
        }
    }

    @Test
    void handshakeWithoutAnAnswerFails() {
        cable.freeze();
        try (KubernetesClient client = client("https")) {
            assertTimeoutPreemptively(SOON, () -> assertThrows(KubernetesClientException.class, () -> get(client)));
        }
    }

    /** The API server reads and writes every object of a page before it sends the first byte. */
    @Test
    void pageOfAListHasALongerTimeout() {
        CompletableFuture<Void> written = new CompletableFuture<>();
        server.waitsBefore("pods", written);
        create("large");
        try (KubernetesClient client = client("http")) {
            var page = CompletableFuture.supplyAsync(() -> list(client));
            assertThrows(KubernetesClientException.class, () -> get(client), "nothing else is waited for as long");
            written.complete(null);
            assertEquals(
                    1,
                    assertTimeoutPreemptively(SOON, () -> page.join().getItems().size()));
        }
    }

    @Test
    void handshakeOfAListHasNoLongerTimeout() {
        cable.freeze();
        try (KubernetesClient client = client("https")) {
            assertTimeoutPreemptively(SOON, () -> assertThrows(KubernetesClientException.class, () -> list(client)));
        }
    }

    /** The traffic of each connection is recorded without the client's help. */
    @Test
    void pongsCountAsReceivedBytes() {
        try (KubernetesClient client = client("http");
                SharedIndexInformer<Pod> pods =
                        client.pods().inNamespace("here").inform()) {
            await("the watch").atMost(SOON).until(pods::isWatching);
            traffic.expect(PODS);
            await("pongs")
                    .during(SHORT.ping().multipliedBy(5))
                    .atMost(SOON)
                    .until(() -> traffic.quietest().compareTo(SHORT.ping().multipliedBy(4)) < 0);
            Duration untried = traffic.sinceRequested(PODS);
            cable.freeze();
            await("a new try")
                    .atMost(SOON)
                    .until(() -> traffic.sinceRequested(PODS).compareTo(untried) < 0);
        }
    }

    private static PodList list(KubernetesClient client) {
        return client.pods()
                .inNamespace("here")
                .list(new ListOptionsBuilder().withLimit(500L).build());
    }

    private static void get(KubernetesClient client) {
        client.pods().inNamespace("here").withName("none").get();
    }

    private void create(String name) {
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace("here")
                .endMetadata()
                .build();
        server.has(PODS, pod);
    }

    private KubernetesClient client(String scheme) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(scheme + "://127.0.0.1:" + cable.port() + "/")
                .build();
        return ApiClient.of(config, SHORT, traffic);
    }
}
