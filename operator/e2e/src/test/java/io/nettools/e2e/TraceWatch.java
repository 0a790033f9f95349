package io.nettools.e2e;

import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.nettools.controller.api.NetworkTrace;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What each status of a trace said of its end, in their order. */
final class TraceWatch implements ResourceEventHandler<NetworkTrace>, AutoCloseable {
    private final List<String> reasons = new CopyOnWriteArrayList<>();
    private final List<String> afterTheEnd = new CopyOnWriteArrayList<>();
    private final String name;
    private final SharedIndexInformer<NetworkTrace> informer;

    TraceWatch(Scene scene, String name) {
        this.name = name;
        this.informer = Scene.CLIENT
                .resources(NetworkTrace.class)
                .inNamespace(scene.namespace())
                .inform();
        informer.addEventHandler(this);
    }

    /** Reasons that were there after a status that said finished, and are another one. */
    List<String> afterTheEnd() {
        return List.copyOf(afterTheEnd);
    }

    @Override
    public void onAdd(NetworkTrace trace) {
        if (!trace.getMetadata().getName().equals(name)) {
            return;
        }
        trace.getStatus().conditions().stream()
                .filter(condition -> condition.getType().equals("Finished"))
                .forEach(condition -> {
                    String said = condition.getReason() + " " + condition.getStatus();
                    if (reasons.stream().anyMatch(one -> one.endsWith(" True") && !one.equals(said))) {
                        afterTheEnd.add(said);
                    }
                    reasons.add(said);
                });
    }

    @Override
    public void onUpdate(NetworkTrace old, NetworkTrace trace) {
        onAdd(trace);
    }

    @Override
    public void onDelete(NetworkTrace trace, boolean unknown) {}

    @Override
    public void close() {
        informer.close();
    }
}
