package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.api.NetworkTraceStatus;
import io.nettools.controller.ops.Json;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.status.Condition;
import io.nettools.planner.status.Condition.Truth;
import io.nettools.planner.status.Status;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.Trace.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The resource as the planner sees it, and the planner's status as the resource carries it. */
public final class Traces {
    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

    private Traces() {}

    /** The resource as the planner sees it. */
    public static Trace of(NetworkTrace resource) {
        ObjectMeta meta = resource.getMetadata();
        return new Trace(
                identity(resource),
                Optional.ofNullable(meta.getGeneration()).orElse(0L),
                Instant.parse(meta.getCreationTimestamp()),
                resource.isMarkedForDeletion(),
                resource.hasFinalizer(Marks.FINALIZER),
                Specs.of(resource.getSpec()),
                Optional.ofNullable(resource.getStatus()).map(Traces::status).orElseGet(Status::initial));
    }

    /** The facts that are needed to end a trace. A spec or status that cannot be read counts as absent. */
    static Trace bare(NetworkTrace resource, Instant now) {
        ObjectMeta meta = resource.getMetadata();
        return new Trace(
                identity(resource),
                Optional.ofNullable(meta.getGeneration()).orElse(0L),
                now,
                resource.isMarkedForDeletion(),
                resource.hasFinalizer(Marks.FINALIZER),
                known(() -> Specs.of(resource.getSpec()), Specs.NOTHING),
                known(() -> status(resource.getStatus()), Status.initial()));
    }

    private static <T> T known(Supplier<T> read, T otherwise) {
        try {
            return read.get();
        } catch (RuntimeException e) {
            LOG.debug("not known", e);
            return otherwise;
        }
    }

    public static Identity identity(NetworkTrace resource) {
        ObjectMeta meta = resource.getMetadata();
        return new Identity(meta.getNamespace(), meta.getName(), meta.getUid());
    }

    /**
     * The user who created the trace, from the annotation that admission checks; empty when unknown. The name is made
     * printable and bounded: it comes from the cluster's identity provider and may be any text.
     */
    public static Optional<String> requestedBy(NetworkTrace resource) {
        return Optional.ofNullable(resource.getMetadata().getAnnotations())
                .map(annotations -> annotations.get(Marks.REQUESTED_BY))
                .filter(name -> !name.isBlank())
                .map(Untrusted::text);
    }

    /** The same user as a subject of access reviews; empty when the whole name is not known. */
    static Optional<String> author(NetworkTrace resource) {
        return requestedBy(resource)
                .filter(name ->
                        name.equals(resource.getMetadata().getAnnotations().get(Marks.REQUESTED_BY)));
    }

    private static Status status(NetworkTraceStatus status) {
        return new Status(
                Optional.ofNullable(status.observedGeneration()).orElse(0L),
                Optional.ofNullable(status.summary()).orElse(""),
                Optional.ofNullable(status.diagnosis()).orElse(List.of()),
                Optional.ofNullable(status.target()).orElse(""),
                Optional.ofNullable(status.nodes()).orElse(""),
                Optional.ofNullable(status.packets()).orElse(0L),
                Optional.ofNullable(status.lost()).orElse(0L),
                Optional.ofNullable(status.admittedTime()).map(Instant::parse),
                Optional.ofNullable(status.startTime()).map(Instant::parse),
                Optional.ofNullable(status.finishTime()).map(Instant::parse),
                Optional.ofNullable(status.conditions()).orElse(List.of()).stream()
                        .map(Traces::condition)
                        .toList(),
                Optional.ofNullable(status.targets()).orElse(List.of()));
    }

    private static Condition condition(io.fabric8.kubernetes.api.model.Condition condition) {
        return new Condition(
                condition.getType(),
                Truth.valueOf(condition.getStatus()),
                condition.getReason(),
                condition.getMessage(),
                Optional.ofNullable(condition.getObservedGeneration()).orElse(0L),
                Instant.parse(condition.getLastTransitionTime()));
    }

    /** The planner's status as the resource carries it. Times are in whole seconds, as everywhere in Kubernetes. */
    public static NetworkTraceStatus status(Status status) {
        return new NetworkTraceStatus(
                status.observedGeneration(),
                status.summary(),
                status.diagnosis(),
                status.target(),
                status.nodes(),
                status.packets(),
                status.lost(),
                status.admittedTime().map(Traces::seconds).orElse(null),
                status.startTime().map(Traces::seconds).orElse(null),
                status.finishTime().map(Traces::seconds).orElse(null),
                status.conditions().stream().map(Json::condition).toList(),
                status.targets());
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
