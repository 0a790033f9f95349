package io.nettools.controller.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nettools.controller.api.NetworkTrace;
import io.nettools.planner.status.Conditions;
import io.nettools.planner.status.Reason;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The traces that the informer knows, as packed JSON. {@code TraceStoreTest} prints the size of one; as an object it
 * would take ten kilobytes and more. Beyond a budget, waiting traces are reduced as finished ones are. Before a
 * decision, a {@link #reduced} trace must be read again.
 */
public final class TraceStore implements ItemStore<NetworkTrace> {
    /** Limit for the bytes of all texts: several thousand waiting traces beside 10,000 finished ones. */
    static final long BUDGET = 4 << 20;

    /** Selects the traces that get an event when they are first seen, like a filter of the informer's events. */
    @FunctionalInterface
    public interface Heard {
        boolean of(NetworkTrace trace);
    }

    private final KubernetesSerialization serialization;
    private final Heard heard;
    private final Map<String, byte[]> texts = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();
    private final Map<Reason, LongAdder> reasons = new ConcurrentHashMap<>();

    public TraceStore(KubernetesClient client, Heard heard) {
        this(client.getKubernetesSerialization(), heard);
    }

    TraceStore(KubernetesSerialization serialization, Heard heard) {
        this.serialization = serialization;
        this.heard = heard;
    }

    /** Whether the trace has only the fields that show whether anything is left to do. */
    public static boolean reduced(NetworkTrace trace) {
        return trace.getSpec() != null && trace.getSpec().target() == null;
    }

    @Override
    public String getKey(NetworkTrace trace) {
        return Cache.metaNamespaceKeyFunc(trace);
    }

    /**
     * Holds the trace, and leaves only the metadata to the informer. The informer keeps an object for each event, and
     * the SDK takes the events only after all pages are listed.
     *
     * @return the trace that was held before. For a new trace that gets no event it is the trace itself, so that the
     *     informer sees no difference
     */
    @Override
    public NetworkTrace put(String key, NetworkTrace trace) {
        ObjectNode kept = TraceJson.kept(serialization.convertValue(trace, ObjectNode.class));
        byte[] text = bytes(kept);
        if (held.get() + text.length > BUDGET) {
            text = bytes(TraceJson.reduced(kept));
        }
        byte[] before = texts.put(key, text);
        held.addAndGet(text.length - length(before));
        counted(TraceJson.reason(kept)).increment();
        NetworkTrace known = noLongerHeld(before);
        if (!heard.of(trace)) {
            return before == null ? trace : known;
        }
        trace.setSpec(null);
        trace.setStatus(null);
        return known;
    }

    @Override
    public NetworkTrace remove(String key) {
        byte[] before = texts.remove(key);
        held.addAndGet(-length(before));
        return noLongerHeld(before);
    }

    private NetworkTrace noLongerHeld(byte[] text) {
        NetworkTrace known = read(text);
        if (known != null) {
            counted(reason(known)).decrement();
        }
        return known;
    }

    private LongAdder counted(Reason reason) {
        return reasons.computeIfAbsent(reason, any -> new LongAdder());
    }

    /** The reason of a trace as this store gives it back, the same as {@link TraceJson#reason} of what was put. */
    private static Reason reason(NetworkTrace trace) {
        return Optional.ofNullable(trace.getStatus()).stream()
                .flatMap(status -> Optional.ofNullable(status.conditions()).stream())
                .flatMap(List::stream)
                .filter(condition -> Conditions.FINISHED.equals(condition.getType()))
                .map(condition -> Reason.named(condition.getReason()))
                .findFirst()
                .orElse(Reason.Pending);
    }

    /** How many traces there are of each reason. It is counted as they come and go: all of them are too many to read. */
    public Map<Reason, Long> byReason() {
        return reasons.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, count -> count.getValue()
                .sum()));
    }

    @Override
    public Stream<String> keySet() {
        return texts.keySet().stream();
    }

    /**
     * The identities only. After each listing the informer puts all of them into one list, to find those that are gone.
     * {@link #all} has the whole traces.
     */
    @Override
    public Stream<NetworkTrace> values() {
        return texts.values().stream().map(this::identity);
    }

    /** The traces as they are held, read one after the other. */
    public Stream<NetworkTrace> all() {
        return texts.values().stream().map(this::read);
    }

    private NetworkTrace identity(byte[] text) {
        ObjectMeta known = read(text).getMetadata();
        ObjectMeta metadata = new ObjectMeta();
        metadata.setAnnotations(Map.of()); // its own empty ones take more than all the rest
        metadata.setLabels(Map.of());
        metadata.setFinalizers(List.of());
        metadata.setOwnerReferences(List.of());
        metadata.setManagedFields(List.of());
        metadata.setName(known.getName());
        metadata.setNamespace(known.getNamespace());
        metadata.setUid(known.getUid());
        metadata.setResourceVersion(known.getResourceVersion());
        NetworkTrace identity = new NetworkTrace();
        identity.setMetadata(metadata);
        return identity;
    }

    @Override
    public NetworkTrace get(String key) {
        return read(texts.get(key));
    }

    @Override
    public int size() {
        return texts.size();
    }

    /** Bytes of all texts. */
    long held() {
        return held.get();
    }

    /** Always false: otherwise the informer would hold all keys until it has listed all traces. */
    @Override
    public boolean isFullState() {
        return false;
    }

    private static byte[] bytes(ObjectNode tree) {
        return Packed.of(tree.toString());
    }

    private static int length(byte[] text) {
        return Optional.ofNullable(text).map(known -> known.length).orElse(0);
    }

    /** The trace; null, as in the interface, if there is none. */
    private NetworkTrace read(byte[] text) {
        return text == null
                ? null
                : serialization.unmarshal(new ByteArrayInputStream(Packed.text(text)), NetworkTrace.class);
    }
}
