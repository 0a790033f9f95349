package io.nettools.controller.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nettools.controller.api.NetworkTrace;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The traces that the informer knows, as packed JSON: {@code TraceStoreTest} prints what one takes, against an object's ten and more kilobytes. Beyond a budget also one that waits is known by its name only. Whoever decides about a {@link #reduced} trace reads it first.
 */
public final class TraceStore implements ItemStore<NetworkTrace> {
    /** Of all texts together, in bytes: several thousand traces that wait, beside 10,000 finished ones. */
    static final long BUDGET = 4 << 20;

    /** Which traces are heard of when they are first seen, like a filter of the informer's events. */
    @FunctionalInterface
    public interface Heard {
        boolean of(NetworkTrace trace);
    }

    private final KubernetesSerialization serialization;
    private final Heard heard;
    private final Map<String, byte[]> texts = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();

    public TraceStore(KubernetesClient client, Heard heard) {
        this(client.getKubernetesSerialization(), heard);
    }

    TraceStore(KubernetesSerialization serialization, Heard heard) {
        this.serialization = serialization;
        this.heard = heard;
    }

    /** Whether it has no more of a trace than says whether anything is left to do about it. */
    public static boolean reduced(NetworkTrace trace) {
        return trace.getSpec() != null && trace.getSpec().target() == null;
    }

    @Override
    public String getKey(NetworkTrace trace) {
        return Cache.metaNamespaceKeyFunc(trace);
    }

    /**
     * Holds it, and leaves the informer the metadata only. The informer keeps an object for each event. The SDK takes the events after all
     * pages are listed.
     *
     * @return what was there before; the trace itself when that was nothing and nobody hears of it: the informer tells of no difference then
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
        if (!heard.of(trace)) {
            return before == null ? trace : read(before);
        }
        trace.setSpec(null);
        trace.setStatus(null);
        return read(before);
    }

    @Override
    public NetworkTrace remove(String key) {
        byte[] before = texts.remove(key);
        held.addAndGet(-length(before));
        return read(before);
    }

    @Override
    public Stream<String> keySet() {
        return texts.keySet().stream();
    }

    /**
     * Their identities only, since the informer puts all of them into one list whenever it has listed: it looks which are gone. The rest has
     * {@link #all}.
     */
    @Override
    public Stream<NetworkTrace> values() {
        return texts.values().stream().map(this::identity);
    }

    /** As they are held, one after the other. */
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

    /** The informer would else hold the keys of all until it has listed all. */
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

    /** Null is the interface's word for none. */
    private NetworkTrace read(byte[] text) {
        return text == null
                ? null
                : serialization.unmarshal(new ByteArrayInputStream(Packed.text(text)), NetworkTrace.class);
    }
}
