package io.nettools.controller.effect;

import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.plan.Note;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events on the trace and on the pods that it captures. Their names are deterministic, so that a restart does not send
 * an event twice.
 */
public final class Events {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);
    private static final int NOTE_LENGTH = 1024;
    private static final int UNANSWERED = -1; // what the client says without a response
    private static final String DOTS = "...";
    private static final DateTimeFormatter MICRO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesClient client;
    private final InstantSource clock;

    public Events(KubernetesClient client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /**
     * Sends an event. One that the API server refuses is logged; nothing depends on it.
     *
     * @throws KubernetesClientException when the API server did not answer: the turn is tried again, and an event that
     *     exists already is skipped
     */
    void tell(NetworkTrace trace, Note note) {
        try {
            client.resource(event(trace, note)).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() == UNANSWERED) {
                throw e;
            }
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                LOG.warn(
                        "event not written namespace={} name={} event={} error={}",
                        trace.getMetadata().getNamespace(),
                        trace.getMetadata().getName(),
                        note.what(),
                        Optional.ofNullable(e.getStatus())
                                .map(Status::getMessage)
                                .orElse(e.getMessage()));
            }
        }
    }

    private Event event(NetworkTrace trace, Note note) {
        ObjectReference self = reference(trace);
        boolean onPod = !note.podUid().isEmpty();
        String about = onPod ? "." + note.podUid() : "";
        return new EventBuilder()
                .withNewMetadata()
                .withName("ntrace-" + trace.getMetadata().getUid() + about + "."
                        + note.what().name().toLowerCase(Locale.ROOT))
                .withNamespace(trace.getMetadata().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICRO.format(clock.instant())))
                .withType(note.warning() ? "Warning" : "Normal")
                .withReason(onPod ? "NetworkTrace" + note.what() : note.what().name())
                .withAction(note.what().name())
                .withReportingController("nettools.io/" + Marks.OPERATOR)
                .withReportingInstance(Marks.OPERATOR)
                .withRegarding(onPod ? reference(trace, note) : self)
                .withRelated(onPod ? self : null)
                .withNote(cut(onPod ? introduction(trace) + note.message() : note.message()))
                .build();
    }

    /** Names the trace and who requested it: the owner of the pod may have no access to the trace. */
    private static String introduction(NetworkTrace trace) {
        String by =
                Traces.requestedBy(trace).map(name -> ", requested by " + name).orElse("");
        return "NetworkTrace " + trace.getMetadata().getName() + by + ": ";
    }

    private static ObjectReference reference(NetworkTrace trace) {
        return new ObjectReferenceBuilder()
                .withApiVersion(trace.getApiVersion())
                .withKind(trace.getKind())
                .withNamespace(trace.getMetadata().getNamespace())
                .withName(trace.getMetadata().getName())
                .withUid(trace.getMetadata().getUid())
                .build();
    }

    private static ObjectReference reference(NetworkTrace trace, Note note) {
        return new ObjectReferenceBuilder()
                .withApiVersion("v1")
                .withKind("Pod")
                .withNamespace(trace.getMetadata().getNamespace())
                .withName(note.pod())
                .withUid(note.podUid())
                .build();
    }

    /** Cuts a text to the bytes that the API allows (events.k8s.io/v1, note), between two characters. */
    private static String cut(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= NOTE_LENGTH) {
            return text;
        }
        CharBuffer characters = CharBuffer.wrap(text);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(characters, ByteBuffer.allocate(NOTE_LENGTH - DOTS.length()), true);
        return text.substring(0, characters.position()) + DOTS;
    }
}
