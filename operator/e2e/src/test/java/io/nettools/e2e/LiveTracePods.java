package io.nettools.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How many trace pods lived at a time, by what somebody counts them by. The API server tells of them in the order of what happened. */
@Alone("trace pods of all namespaces are counted")
final class LiveTracePods implements ResourceEventHandler<Pod>, AutoCloseable {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final Map<String, Pod> live = new HashMap<>();
    private final Map<String, Long> most = new HashMap<>();
    private final Function<Pod, String> by;
    private final SharedIndexInformer<Pod> informer;

    LiveTracePods(Function<Pod, String> by) {
        this.by = by;
        this.informer = Scene.CLIENT.pods().inNamespace(Scene.TRACES).inform();
        informer.addEventHandler(this);
    }

    /** At most, for each that was ever counted. */
    synchronized Map<String, Long> most() {
        return Map.copyOf(most);
    }

    @Override
    public synchronized void onAdd(Pod pod) {
        String uid = pod.getMetadata().getUid();
        if (ENDED.contains(pod.getStatus().getPhase())) {
            live.remove(uid);
        } else {
            live.put(uid, pod);
        }
        live.values().stream()
                .collect(Collectors.groupingBy(by, Collectors.counting()))
                .forEach((key, many) -> most.merge(key, many, Math::max));
    }

    @Override
    public void onUpdate(Pod old, Pod pod) {
        onAdd(pod);
    }

    @Override
    public synchronized void onDelete(Pod pod, boolean unknown) {
        live.remove(pod.getMetadata().getUid());
    }

    @Override
    public void close() {
        informer.close();
    }
}
