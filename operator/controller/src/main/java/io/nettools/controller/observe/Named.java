package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.nettools.planner.trace.ObjectName;
import java.util.Optional;

/**
 * Reads one object by its name. The name may come from anybody (an EndpointSlice, an annotation), and the client puts any text into the path
 * of its request: so it is checked before, and the answer after it.
 */
public final class Named {
    private Named() {}

    /** Empty when there is no such object, or there can be none. */
    public static <T extends HasMetadata> Optional<T> in(
            String namespace, MixedOperation<T, ?, ? extends Resource<T>> all, String name) {
        return ObjectName.possible(namespace)
                ? read(all.inNamespace(namespace), name)
                        .filter(found -> namespace.equals(found.getMetadata().getNamespace()))
                : Optional.empty();
    }

    /** The same of an object that is in no namespace. */
    static <T extends HasMetadata> Optional<T> read(
            NonNamespaceOperation<T, ?, ? extends Resource<T>> all, String name) {
        return ObjectName.possible(name)
                ? Optional.ofNullable(all.withName(name).get())
                        .filter(found -> name.equals(found.getMetadata().getName()))
                : Optional.empty();
    }
}
