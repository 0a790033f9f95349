package io.nettools.controller.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.nettools.controller.api.NetworkTrace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The traces that the informer knows, as JSON: a finished one takes 350 bytes, and one that waits 2 kB, against 60 kB and 10 kB as objects.
 * Beyond a budget also one that waits is known by its name only. Whoever decides about a {@link #reduced} trace reads it first.
 */
public final class TraceStore implements ItemStore<NetworkTrace> {
    /** Of all texts together, in bytes: 2,000 traces that wait, beside 10,000 finished ones. */
    static final long BUDGET = 8 << 20;

    private final KubernetesSerialization serialization;
    private final Map<String, byte[]> texts = new ConcurrentHashMap<>();
    private final AtomicLong held = new AtomicLong();

    public TraceStore(KubernetesClient client) {
        this(client.getKubernetesSerialization());
    }

    TraceStore(KubernetesSerialization serialization) {
        this.serialization = serialization;
    }

    /** Whether it has no more of a trace than says whether anything is left to do about it. */
    public static boolean reduced(NetworkTrace trace) {
        return trace.getSpec() != null && trace.getSpec().target() == null;
    }

    @Override
    public String getKey(NetworkTrace trace) {
        return Cache.metaNamespaceKeyFunc(trace);
    }

    @Override
    public NetworkTrace put(String key, NetworkTrace trace) {
        ObjectNode kept = TraceJson.kept(serialization.convertValue(trace, ObjectNode.class));
        byte[] text = bytes(kept);
        if (held.get() + text.length > BUDGET) {
            text = bytes(TraceJson.reduced(kept));
        }
        byte[] before = texts.put(key, text);
        held.addAndGet(text.length - length(before));
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
        return tree.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static int length(byte[] text) {
        return Optional.ofNullable(text).map(known -> known.length).orElse(0);
    }

    /** Null is the interface's word for none. */
    private NetworkTrace read(byte[] text) {
        return text == null ? null : serialization.unmarshal(new ByteArrayInputStream(text), NetworkTrace.class);
    }
}
