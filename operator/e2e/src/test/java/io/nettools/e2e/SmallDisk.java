package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.nettools.e2e.Shell.Output;
import java.util.concurrent.CompletableFuture;

/**
 * Gives the next trace pod a small file system of its own for its captures, mounted over its volume's folder as soon as the kubelet
 * has made that and before the containers start. The kubelet unmounts a tmpfs that it finds there by itself.
 */
@Alone("a mount has to be faster than the start of a container")
final class SmallDisk implements ResourceEventHandler<Pod>, AutoCloseable {
    private static final String MOUNT =
            """
            while [ $SECONDS -lt 10 ]; do
              [ ! -d "$1" ] || exec mount -t tmpfs -o "mode=0777,size=$2" tmpfs "$1"
            done
            exit 1
            """;

    private final Scene scene;
    private final String size;
    private final CompletableFuture<Output> mounted = new CompletableFuture<>();
    private final SharedIndexInformer<Pod> informer;

    SmallDisk(Scene scene, String size) {
        this.scene = scene;
        this.size = size;
        this.informer = Scene.CLIENT.pods().inNamespace(Scene.TRACES).inform();
        informer.addEventHandler(this);
    }

    /** Fails unless it was mounted. */
    void mounted() {
        assertEquals("", mounted.join().ok().err());
    }

    @Override
    public void onAdd(Pod pod) {
        if (scene.namespace().equals(pod.getMetadata().getAnnotations().get("nettools.io/trace-namespace"))) {
            mounted.complete(
                    Shell.node(pod.getSpec().getNodeName(), "bash", "-c", MOUNT, "-", Scene.capturesOf(pod), size));
        }
    }

    @Override
    public void onUpdate(Pod old, Pod pod) {}

    @Override
    public void onDelete(Pod pod, boolean unknown) {}

    @Override
    public void close() {
        informer.close();
    }
}
