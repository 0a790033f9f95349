package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.controller.ops.Settings;
import io.nettools.controller.pod.Marks;
import io.nettools.planner.cluster.ClusterFacts;
import io.nettools.planner.cluster.Questions;
import io.nettools.planner.cluster.Right;
import io.nettools.planner.status.Reason;
import io.nettools.planner.trace.Candidate;
import io.nettools.planner.trace.Limits.Permission;
import io.nettools.planner.trace.Lookup;
import io.nettools.planner.trace.ObjectName;
import io.nettools.planner.trace.Observed;
import io.nettools.planner.trace.PeerRef;
import io.nettools.planner.trace.TargetRef;
import io.nettools.planner.trace.Trace;
import io.nettools.planner.trace.TracePod;
import io.nettools.planner.trace.Turn;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the facts for a decision. Traces and trace pods come from caches. The pods at both ends of the path are read
 * once in a trace's life.
 */
public final class Observer {
    private static final Logger LOG = LoggerFactory.getLogger(Observer.class);

    /** A selector may match a whole namespace; running pods beyond these are not considered. */
    private static final long CANDIDATES = 500;

    /**
     * EndpointSlices that are read, with 100 endpoints each. A Service has several when it is large or has two families
     * of addresses.
     */
    private static final long SLICES = 8;

    /** Pods that are read by name: twice as many as a trace may have, since some may not run. */
    private static final long READ_BY_NAME = 32;

    private final KubernetesClient client;
    private final Settings settings;
    private final InstantSource clock;

    public Observer(KubernetesClient client, Settings settings, InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** The time of a decision. */
    public Instant now() {
        return clock.instant();
    }

    /** The trace or its targets cannot be read, and would not be readable the next time either. */
    public static final class FailedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FailedException(RuntimeException failure) {
            super(failure);
        }

        public RuntimeException failure() {
            return (RuntimeException) getCause();
        }
    }

    /**
     * The facts for a decision about this trace.
     *
     * @param own trace pods of this trace's name, including those just created
     * @throws FailedException when it would fail again
     */
    public Observed observe(NetworkTrace resource, Collection<Pod> own) {
        try {
            return observed(resource, own);
        } catch (RuntimeException e) {
            throw Failures.lasting(e) ? new FailedException(e) : e;
        }
    }

    /** The facts that are needed to end a trace that cannot be observed. */
    public Observed unseen(NetworkTrace resource, Collection<Pod> own) {
        List<TracePod> pods = own.stream()
                .filter(pod -> resource.getMetadata()
                        .getUid()
                        .equals(pod.getMetadata().getLabels().get(Marks.TRACE_UID)))
                .map(pod -> TracePods.bare(pod, clock.instant()))
                .toList();
        return new Observed(
                Traces.bare(resource, clock.instant()),
                new Turn.Mine(),
                new Lookup.NotAsked(),
                pods,
                Map.of(),
                settings.limits(),
                clock.instant());
    }

    private Observed observed(NetworkTrace resource, Collection<Pod> own) {
        Trace trace = Traces.of(resource);
        List<TracePod> pods = own.stream()
                .filter(pod -> trace.identity()
                        .uid()
                        .equals(pod.getMetadata().getLabels().get(Marks.TRACE_UID)))
                .map(TracePods::of)
                .toList();
        return new Observed(
                trace, new Turn.Mine(), lookup(trace, pods), pods, Map.of(), settings.limits(), clock.instant());
    }

    /**
     * Looks up the targets of a trace that has none yet and whose turn it is.
     *
     * @throws FailedException when it would fail again
     */
    public Observed lookUp(Observed observed) {
        try {
            return observed.withLookup(found(observed.trace()));
        } catch (RuntimeException e) {
            if (e instanceof KubernetesClientException said && said.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
                return observed.withLookup(new Lookup.Forbidden(Untrusted.sentence(said)));
            }
            throw Failures.lasting(e) ? new FailedException(e) : e;
        }
    }

    /**
     * The answers to a plan's questions. What cannot be read now is unknown: it is not read again, so that no trace waits
     * for it.
     *
     * @param own trace pods of this trace
     */
    public ClusterFacts answer(NetworkTrace resource, Trace trace, Collection<Pod> own, Questions questions) {
        Reads reads = new Reads(trace.identity(), clock);
        try {
            Predicate<Right> rights = settings.limits().allow(Permission.OtherNames)
                    ? right -> true
                    : new AuthorRights(client, reads, Traces.author(resource));
            return new AddressBook(client, reads, trace, rights, own).answer(questions);
        } catch (RuntimeException defect) {
            LOG.error("phase=Named trace={} has no names", trace.identity(), defect);
            return ClusterFacts.UNKNOWN;
        }
    }

    /** Targets are decided once. They are looked up again only for a target whose trace pod was never seen. */
    private Lookup lookup(Trace trace, List<TracePod> own) {
        boolean unmade = trace.status().targets().stream()
                .anyMatch(target -> target.reason() == Reason.Starting
                        && own.stream().noneMatch(pod -> pod.traced().uid().equals(target.uid())));
        boolean over = trace.deleting() || trace.status().finished();
        return unmade && !over ? found(trace) : new Lookup.NotAsked();
    }

    private Lookup found(Trace trace) {
        String namespace = trace.identity().namespace();
        Optional<Service> service =
                trace.spec().peerService().flatMap(name -> Named.in(namespace, client.services(), name));
        return new Lookup.Found(
                candidates(namespace, trace.spec().target()),
                peers(namespace, trace.spec().peer()),
                service.map(Services::addresses).orElse(List.of()),
                service.isPresent());
    }

    private List<Candidate> peers(String namespace, Optional<PeerRef> peer) {
        return peer.filter(PeerRef.Pods.class::isInstance)
                .map(PeerRef.Pods.class::cast)
                .map(pods -> candidates(namespace, pods.ref()))
                .orElse(List.of());
    }

    private List<Candidate> candidates(String namespace, TargetRef target) {
        Stream<Candidate> found = target instanceof TargetRef.Node(var name)
                ? Named.read(client.nodes(), name).stream().map(Candidates::of)
                : pods(namespace, target).map(Candidates::of);
        return found.sorted(Comparator.comparing(Candidate::name)).toList();
    }

    private Stream<Pod> pods(String namespace, TargetRef target) {
        return switch (target) {
            case TargetRef.Node node -> Stream.empty();
            case TargetRef.Pod pod -> Named.in(namespace, client.pods(), pod.name()).stream();
            case TargetRef.Selector selector ->
                labelled(namespace, selector.labels()).stream().filter(pod -> isOf(namespace, pod));
            case TargetRef.Endpoints endpoints -> behind(namespace, endpoints.service());
            case TargetRef.Workload workload ->
                Workloads.selector(client, namespace, workload).stream()
                        .flatMap(selector -> client
                                .pods()
                                .inNamespace(namespace)
                                .withLabelSelector(selector)
                                .list(atMost(CANDIDATES))
                                .getItems()
                                .stream()
                                .filter(pod -> isOf(namespace, pod)));
        };
    }

    private static boolean isOf(String namespace, Pod pod) {
        return namespace.equals(pod.getMetadata().getNamespace());
    }

    /**
     * Pods behind a Service, ready or not: one that is not ready is often the interesting one. EndpointSlices, which
     * tenants may write, can only name pods of this namespace.
     */
    private Stream<Pod> behind(String namespace, String service) {
        return client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(namespace)
                .withLabel("kubernetes.io/service-name", service)
                .list(atMost(SLICES))
                .getItems()
                .stream()
                // null when there are none
                .flatMap(slice -> Stream.ofNullable(slice.getEndpoints()).flatMap(List::stream))
                .flatMap(endpoint -> Optional.ofNullable(endpoint.getTargetRef()).stream())
                .filter(reference -> "Pod".equals(reference.getKind()))
                .filter(reference -> reference.getNamespace() == null
                        || reference.getNamespace().equals(namespace))
                .flatMap(reference -> Stream.ofNullable(reference.getName()))
                .filter(ObjectName::possible)
                .sorted()
                .distinct()
                .limit(READ_BY_NAME)
                .flatMap(name -> Named.in(namespace, client.pods(), name).stream());
    }

    private static ListOptions atMost(long many) {
        return new ListOptionsBuilder().withLimit(many).build();
    }

    /**
     * Pods with labels. The schema does not check labels as the API server does; no pod has a label that the API server
     * refuses.
     */
    private List<Pod> labelled(String namespace, String selector) {
        try {
            return client.pods()
                    .inNamespace(namespace)
                    .withLabelSelector(selector)
                    .list(atMost(CANDIDATES))
                    .getItems();
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_BAD_REQUEST) {
                return List.of();
            }
            throw e;
        }
    }
}
