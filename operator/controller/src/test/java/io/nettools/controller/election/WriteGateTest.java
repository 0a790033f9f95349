package io.nettools.controller.election;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nettools.controller.election.WriteGate.LeaseNotHeldException;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A replica does not notice that it was frozen; its client must not write all the same. */
class WriteGateTest {
    private static final String PODS = "/api/v1/namespaces/nettrace-traces/pods";
    private static final Pod POD = Yaml.object(
            Yaml.tree("{apiVersion: v1, kind: Pod, metadata: {name: one, namespace: nettrace-traces, uid: u}}"),
            Pod.class);

    private final Api api = new Api();
    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void aClosedFenceAllowsReadsAndNoWrites() {
        api.answers("GET", PODS + "/one", 200, POD);
        try (KubernetesClient client = client(renewed(now::get))) {
            now.set(Terms.STANDARD.renewDeadline().toNanos());
            List<Executable> writes = List.of(
                    () -> client.resource(POD).create(),
                    () -> client.resource(POD)
                            .patch(new PatchContext.Builder()
                                    .withPatchType(PatchType.SERVER_SIDE_APPLY)
                                    .build()),
                    () -> client.resource(POD).delete(),
                    () -> client.raw(PODS + "/one", "DELETE", POD));
            for (Executable write : writes) {
                Throwable thrown = assertThrows(RuntimeException.class, write);
                assertTrue(caused(thrown) instanceof LeaseNotHeldException, thrown::toString);
            }
            assertEquals(List.of(), api.calls());
            assertEquals("one", client.resource(POD).get().getMetadata().getName());
        }
    }

    @Test
    void anOpenFenceAllowsWrites() {
        api.answers("POST", PODS, 201, POD);
        try (KubernetesClient client = client(renewed(now::get))) {
            now.set(Terms.STANDARD.renewDeadline().toNanos() - 1);
            assertEquals("one", client.resource(POD).create().getMetadata().getName());
        }
    }

    /** The client itself retries a request that a failing server refuses, up to ten times within minutes. */
    @Test
    void aRetryAfterTheDeadlineIsRefused() {
        api.refuses("POST", PODS, 503, "etcd has no leader");
        AtomicInteger asked = new AtomicInteger();
        Fence fence = renewed(
                () -> asked.incrementAndGet() > 1 ? Duration.ofMinutes(1).toNanos() : 0);
        try (KubernetesClient client = client(fence)) {
            Thread.ofVirtual().start(() -> client.resource(POD).create());
            await("the repetition").atMost(Duration.ofSeconds(10)).until(() -> asked.get() > 1);
            assertEquals(1, api.calls().size());
        }
    }

    private static Fence renewed(LongSupplier nanoTime) {
        Fence fence = new Fence(Terms.STANDARD, nanoTime);
        fence.renewed(0);
        return fence;
    }

    private KubernetesClient client(Fence fence) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(api.client().getMasterUrl().toString())
                .build();
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientBuilderConsumer(builder -> builder.addOrReplaceInterceptor("gate", new WriteGate(fence)))
                .build();
    }

    private static Throwable caused(Throwable thrown) {
        return thrown.getCause() == null ? thrown : caused(thrown.getCause());
    }
}
