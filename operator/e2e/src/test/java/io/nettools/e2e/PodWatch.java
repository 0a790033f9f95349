package io.nettools.e2e;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** UIDs of all trace pods that a trace has ever had, also of those that were gone within a moment. */
final class PodWatch implements ResourceEventHandler<Pod>, AutoCloseable {
    private final Set<String> uids = ConcurrentHashMap.newKeySet();
    private final Scene scene;
    private final SharedIndexInformer<Pod> informer;

    PodWatch(Scene scene) {
        this.scene = scene;
        this.informer = Scene.CLIENT.pods().inNamespace(Scene.TRACES).inform();
        informer.addEventHandler(this);
    }

    Set<String> uids() {
        return Set.copyOf(uids);
    }

    @Override
    public void onAdd(Pod pod) {
        if (scene.namespace().equals(pod.getMetadata().getAnnotations().get("nettools.io/trace-namespace"))) {
            uids.add(pod.getMetadata().getUid());
        }
    }

    @Override
    public void onUpdate(Pod old, Pod pod) {
        onAdd(pod);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
        onAdd(pod);
    }

    @Override
    public void close() {
        informer.close();
    }
}
