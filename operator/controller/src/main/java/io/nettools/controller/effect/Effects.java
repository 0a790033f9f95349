package io.nettools.controller.effect;

import io.fabric8.kubernetes.api.model.DeleteOptions;
import io.fabric8.kubernetes.api.model.DeleteOptionsBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Preconditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.intake.TraceStore;
import io.nettools.controller.observe.Named;
import io.nettools.controller.observe.Traces;
import io.nettools.controller.observe.Untrusted;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.pod.Marks;
import io.nettools.controller.pod.TracePodTemplate;
import io.nettools.controller.pod.WindowMark;
import io.nettools.planner.plan.Plan;
import io.nettools.planner.plan.Plan.PodRef;
import io.nettools.planner.plan.Plan.PodWindow;
import io.nettools.planner.plan.PodOrder;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.FinishedTrace;
import io.nettools.planner.trace.Trace.Identity;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The writes of a plan. Each is idempotent. */
public final class Effects {
    /** HTTP 422: the object is invalid, or a test of a JSON patch failed. */
    private static final int UNPROCESSABLE = 422;

    /** Tries to remove our finalizer while others change the list. */
    private static final int RELEASES = 3;

    private static final PatchContext APPLY = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Marks.FIELD_MANAGER)
            .withForce(true)
            .build();

    private static final PatchContext APPLY_WINDOW = new PatchContext.Builder()
            .withPatchType(PatchType.SERVER_SIDE_APPLY)
            .withFieldManager(Marks.WINDOW_MANAGER)
            .withForce(true)
            .build();

    private final KubernetesClient client;
    private final Settings settings;
    private final TracePodTemplate template;
    private final Events events;

    public Effects(KubernetesClient client, Settings settings, TracePodTemplate template, Events events) {
        this.client = client;
        this.settings = settings;
        this.template = template;
        this.events = events;
    }

    /**
     * Adds our finalizer to the trace, if the trace is unchanged since the decision: another replica may lead by now.
     *
     * @return the trace as it is now, which a cache may not know yet
     */
    public NetworkTrace hold(NetworkTrace trace) {
        NetworkTrace intent = locked(trace);
        intent.getMetadata().setFinalizers(List.of(Marks.FINALIZER));
        return client.resource(intent).patch(APPLY);
    }

    /**
     * Removes our finalizer and no other. A JSON patch is needed: a finalizer that another field manager has written
     * too (kubectl replace, a backup) would stay if we only ceased to apply it. The UID and the finalizer itself are
     * preconditions.
     *
     * @return the trace as it is now, as far as it is known
     */
    public NetworkTrace release(NetworkTrace trace) {
        NetworkTrace known = trace;
        for (int left = RELEASES; known.hasFinalizer(Marks.FINALIZER); left--) {
            try {
                return client.resource(intent(trace)).patch(PatchContext.of(PatchType.JSON), withoutFinalizer(known));
            } catch (KubernetesClientException e) {
                if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return trace;
                }
                if (left == 0 || (e.getCode() != UNPROCESSABLE && e.getCode() != HttpURLConnection.HTTP_CONFLICT)) {
                    throw e;
                }
                Optional<NetworkTrace> now = now(trace);
                if (now.isEmpty()) {
                    return trace;
                }
                known = now.get();
            }
        }
        return known;
    }

    private String withoutFinalizer(NetworkTrace trace) {
        String path =
                "/metadata/finalizers/" + trace.getMetadata().getFinalizers().indexOf(Marks.FINALIZER);
        String uid = trace.getMetadata().getUid();
        return client.getKubernetesSerialization()
                .asJson(List.of(
                        Map.of("op", "test", "path", "/metadata/uid", "value", uid),
                        Map.of("op", "test", "path", path, "value", Marks.FINALIZER),
                        Map.of("op", "remove", "path", path)));
    }

    /** This very trace, read anew; empty when it is gone. */
    Optional<NetworkTrace> now(NetworkTrace trace) {
        return Named.in(
                        trace.getMetadata().getNamespace(),
                        client.resources(NetworkTrace.class),
                        trace.getMetadata().getName())
                .filter(found ->
                        found.getMetadata().getUid().equals(trace.getMetadata().getUid()));
    }

    /** Applies the whole status, if the trace is unchanged since the decision. A field that is left out is removed. */
    public NetworkTrace write(NetworkTrace trace, Status status) {
        if (TraceStore.reduced(trace)) {
            throw new IllegalArgumentException(
                    "the answer of " + Traces.identity(trace) + " is not known, and would be removed");
        }
        NetworkTrace intent = locked(trace);
        intent.setStatus(Traces.status(status));
        return client.resource(intent).subresource("status").patch(APPLY);
    }

    /**
     * Creates a trace pod unless it exists.
     *
     * @return the pod that was created, or the API server's refusal
     */
    public Creation ensure(Identity trace, PodOrder order) {
        try {
            return new Creation(
                    Optional.of(client.resource(template.render(trace, order)).create()), Optional.empty());
        } catch (KubernetesClientException e) {
            if (exists(e)) {
                return new Creation(Optional.empty(), Optional.empty());
            }
            return switch (e.getCode()) {
                case HttpURLConnection.HTTP_FORBIDDEN,
                        HttpURLConnection.HTTP_NOT_FOUND,
                        HttpURLConnection.HTTP_BAD_REQUEST,
                        UNPROCESSABLE -> new Creation(Optional.empty(), Optional.of(Untrusted.sentence(e)));
                default -> throw e;
            };
        }
    }

    /** The pod that was created, or why it was refused. Both are empty when it existed. */
    public record Creation(Optional<Pod> made, Optional<String> refusal) {}

    /** Whether the pod exists. A contended quota is a conflict too: then no pod exists whose event would wake us. */
    private static boolean exists(KubernetesClientException e) {
        return e.getCode() == HttpURLConnection.HTTP_CONFLICT
                && e.getStatus() != null
                && "AlreadyExists".equals(e.getStatus().getReason());
    }

    /**
     * Requests the end of a capture by an annotation of its trace pod. It is applied, since the client reads a pod
     * before it sends any other patch.
     *
     * @param at the time until which its packets count; the same for all trace pods that are stopped in one turn
     * @return the pod as it is now, which a cache may not know yet
     */
    public Pod stop(PodRef pod, Instant at) {
        return client.resource(marked(pod, Marks.STOP, Long.toString(at.toEpochMilli())))
                .patch(APPLY);
    }

    /**
     * Gives a trace pod the time window over which it counts, by another annotation.
     *
     * @return the pod as it is now, which a cache may not know yet
     */
    public Pod tell(PodWindow told) {
        return client.resource(marked(told.pod(), Marks.WINDOW, WindowMark.text(told.window())))
                .patch(APPLY_WINDOW);
    }

    private Pod marked(PodRef pod, String annotation, String value) {
        return new PodBuilder()
                .withNewMetadata()
                .withNamespace(settings.traceNamespace())
                .withName(pod.name())
                .withUid(pod.uid())
                .addToAnnotations(annotation, value)
                .endMetadata()
                .build();
    }

    /**
     * Deletes a pod if its UID is unchanged. The client's own delete has no UID precondition.
     *
     * @return the pod while it is being deleted; empty when it is gone already
     */
    public Optional<Pod> remove(PodRef pod) {
        DeleteOptions options = new DeleteOptionsBuilder()
                .withPreconditions(new Preconditions(null, pod.uid()))
                .withPropagationPolicy("Background")
                .withGracePeriodSeconds(pod.force() ? 0L : null)
                .build();
        String path = "/api/v1/namespaces/" + settings.traceNamespace() + "/pods/" + pod.name();
        try {
            Pod going = client.getKubernetesSerialization().unmarshal(client.raw(path, "DELETE", options), Pod.class);
            return Optional.of(going).filter(Pod::isMarkedForDeletion);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** Deletes a finished trace whose time to be kept is over, if its UID and its version are unchanged. */
    public void delete(FinishedTrace trace) {
        DeleteOptions options = new DeleteOptionsBuilder()
                .withPreconditions(
                        new Preconditions(trace.version(), trace.identity().uid()))
                .withPropagationPolicy("Background")
                .build();
        String path = "/apis/" + HasMetadata.getApiVersion(NetworkTrace.class) + "/namespaces/"
                + trace.identity().namespace() + "/" + HasMetadata.getPlural(NetworkTrace.class) + "/"
                + trace.identity().name();
        try {
            client.raw(path, "DELETE", options);
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND && e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }

    /** Deletes a trace whose time to live is over. */
    public void delete(NetworkTrace trace) {
        client.resource(trace).lockResourceVersion().delete();
    }

    public void tell(NetworkTrace trace, Plan plan) {
        plan.events().forEach(note -> events.tell(trace, note));
    }

    /**
     * The identity with a version. The API server answers 409 when there is a newer one; the SDK then repeats the turn.
     */
    private static NetworkTrace locked(NetworkTrace trace) {
        NetworkTrace intent = intent(trace);
        intent.getMetadata().setResourceVersion(trace.getMetadata().getResourceVersion());
        return intent;
    }

    /**
     * The identity alone: server-side apply owns only the fields that are sent. The UID is a precondition: without it
     * an apply would create a deleted trace again.
     */
    private static NetworkTrace intent(NetworkTrace trace) {
        NetworkTrace intent = new NetworkTrace();
        intent.setMetadata(new ObjectMetaBuilder()
                .withNamespace(trace.getMetadata().getNamespace())
                .withName(trace.getMetadata().getName())
                .withUid(trace.getMetadata().getUid())
                .build());
        return intent;
    }
}
