package io.nettools.controller.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.FakeApiServer;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.ops.SettingsReader;
import io.nettools.controller.pod.TracePodTemplate;
import io.nettools.planner.plan.NextStatus;
import io.nettools.planner.status.Phase;
import io.nettools.planner.status.Reason;
import io.nettools.planner.status.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replica that froze between its decision and its write, and continues while another one leads. */
class StaleWritesTest {
    private static final String TRACES = "/apis/nettools.io/v1alpha1/namespaces/shop/networktraces";

    private final FakeApiServer api = new FakeApiServer();
    private final KubernetesClient client = api.client();
    private final Effects effects = effects();

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    @Test
    void staleWritesOfStatusAndFinalizerAreRefused() {
        api.has(TRACES, ATrace.ofPod("web"));
        NetworkTrace seen = trace();
        effects.write(seen, status(seen, Reason.TargetNotFound));
        for (Runnable stale :
                List.<Runnable>of(() -> effects.write(seen, status(seen, Reason.Queued)), () -> effects.hold(seen))) {
            var refused = assertThrows(KubernetesClientException.class, stale::run);
            assertEquals(409, refused.getCode());
        }
        assertEquals(
                "TargetNotFound", trace().getStatus().conditions().getFirst().getReason());
        assertEquals(List.of(), trace().getMetadata().getFinalizers());
    }

    @Test
    void theWritesOfOneTurnDoNotConflict() {
        api.has(TRACES, ATrace.ofPod("web"));
        NetworkTrace held = effects.hold(trace());
        NetworkTrace written = effects.write(held, status(held, Reason.Queued));
        effects.write(written, status(written, Reason.TargetNotFound));
        assertEquals(
                "TargetNotFound", trace().getStatus().conditions().getFirst().getReason());
    }

    private NetworkTrace trace() {
        return client.resources(NetworkTrace.class)
                .inNamespace("shop")
                .withName("hello")
                .get();
    }

    private static Status status(NetworkTrace trace, Reason reason) {
        return NextStatus.of(Traces.of(trace), new Phase(reason, "said"), List.of(), Optional.empty(), Instant.EPOCH);
    }

    private Effects effects() {
        Settings settings = SettingsReader.read(Map.of("image", "image"));
        return new Effects(
                client,
                settings,
                new TracePodTemplate(settings),
                new Events(client, InstantSource.fixed(Instant.EPOCH)));
    }
}
