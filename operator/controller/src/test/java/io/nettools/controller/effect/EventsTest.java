package io.nettools.controller.effect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.fixture.ATrace;
import io.nettools.controller.fixture.Api;
import io.nettools.controller.fixture.LogLines;
import io.nettools.controller.fixture.Yaml;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.plan.Note;
import io.nettools.planner.plan.Note.What;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsTest {
    private static final String EVENTS = "/apis/events.k8s.io/v1/namespaces/shop/events";

    private final Api api = new Api();
    private final Events events =
            new Events(api.client(), InstantSource.fixed(Instant.parse("2026-03-01T10:00:05.123456789Z")));
    private final NetworkTrace trace = ATrace.ofPod("web");

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void anEventRegardsTheTrace() {
        JsonNode expected = Yaml.tree(
                """
                apiVersion: events.k8s.io/v1
                kind: Event
                metadata: {name: ntrace-%1$s.started, namespace: shop}
                eventTime: "2026-03-01T10:00:05.123456Z"
                type: Normal
                reason: Started
                action: Started
                reportingController: nettools.io/networktrace-operator
                reportingInstance: networktrace-operator
                regarding: {apiVersion: nettools.io/v1alpha1, kind: NetworkTrace, namespace: shop, name: hello, uid: %1$s}
                note: tcpdump listens on pod web.
                """
                        .formatted(ATrace.UID));
        assertEquals(expected, told(new Note(What.Started, false, "tcpdump listens on pod web.", "", "")));
    }

    @Test
    void anEventOnATargetPodNamesTheTrace() {
        JsonNode event = told(new Note(What.Finished, true, "TargetGone: it ended.", "web", "pod-uid"));
        assertEquals(
                "ntrace-" + ATrace.UID + ".pod-uid.finished",
                event.at("/metadata/name").asText());
        assertEquals(
                Yaml.tree("{apiVersion: v1, kind: Pod, namespace: shop, name: web, uid: pod-uid}"),
                event.at("/regarding"));
        assertEquals("hello", event.at("/related/name").asText());
        assertEquals("NetworkTraceFinished", event.at("/reason").asText());
        assertEquals("Warning", event.at("/type").asText());
        assertEquals(
                "NetworkTrace hello: TargetGone: it ended.", event.at("/note").asText());
    }

    /** T27. */
    @Test
    void anEventOnATargetPodNamesWhoRequestedIt() {
        trace.getMetadata().setAnnotations(Map.of(Marks.REQUESTED_BY, "jane"));
        JsonNode event = told(new Note(What.Started, false, "tcpdump listens.", "web", "pod-uid"));
        assertEquals(
                "NetworkTrace hello, requested by jane: tcpdump listens.",
                event.at("/note").asText());
    }

    @Test
    void aRepeatedEventHasTheSameName() {
        Note note = new Note(What.Finished, false, "done", "", "");
        assertEquals(told(note).at("/metadata/name"), told(note).at("/metadata/name"));
    }

    /** events.k8s.io allows 1024 bytes, not characters. */
    @Test
    void aNoteIsCutToTheBytesThatTheApiAllows() {
        for (String text : List.of("x", "\u20ac", "\ud83d\ude00")) {
            String note = told(new Note(What.Started, false, text.repeat(2000), "", ""))
                    .at("/note")
                    .asText();
            int bytes = note.getBytes(StandardCharsets.UTF_8).length;
            assertTrue(bytes <= 1024 && bytes > 1000, () -> bytes + " bytes of " + text);
            assertTrue(note.endsWith("..."), note);
            assertTrue(StandardCharsets.UTF_8.newEncoder().canEncode(note), "no half of a character");
        }
    }

    @Test
    void anEventThatExistsIsNotLogged() {
        api.refuses("POST", EVENTS, 409, "already exists");
        assertEquals(List.of(), LogLines.of(() -> events.tell(trace, new Note(What.Started, false, "m", "", ""))));
        assertEquals(1, api.calls().size());
    }

    /** Otherwise a connection that breaks at that moment would lose the event. */
    @Test
    void anUnansweredEventFailsTheTurn() {
        Note note = new Note(What.Started, false, "m", "", "");
        api.goesAway();
        assertThrows(KubernetesClientException.class, () -> events.tell(trace, note));
    }

    @Test
    void aRefusedEventIsOnlyLogged() {
        api.refuses("POST", EVENTS, 403, "namespace is being terminated");
        List<String> lines = LogLines.of(() -> events.tell(trace, new Note(What.Started, false, "m", "", "")));
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(
                lines.getFirst().contains("event not written namespace=shop name=hello event=Started"),
                lines::toString);
    }

    private JsonNode told(Note note) {
        api.answers("POST", EVENTS, 201, Map.of("apiVersion", "events.k8s.io/v1", "kind", "Event"));
        events.tell(trace, note);
        return api.call().body();
    }
}
