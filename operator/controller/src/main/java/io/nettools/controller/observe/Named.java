package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.nettools.planner.trace.ObjectName;
import java.util.Optional;

/**
 * Reads one object by its name. The name may come from anybody (an EndpointSlice, an annotation), and the client puts
 * any text into the path of its request. So the name is checked before the request, and the object's name after it.
 */
public final class Named {
    private Named() {}

    /** The object in a namespace; empty when it does not exist or its name is invalid. */
    public static <T extends HasMetadata> Optional<T> in(
            String namespace, MixedOperation<T, ?, ? extends Resource<T>> all, String name) {
        return ObjectName.possible(namespace)
                ? read(all.inNamespace(namespace), name)
                        .filter(found -> namespace.equals(found.getMetadata().getNamespace()))
                : Optional.empty();
    }

    /** The object without a namespace; empty when it does not exist or its name is invalid. */
    static <T extends HasMetadata> Optional<T> read(
            NonNamespaceOperation<T, ?, ? extends Resource<T>> all, String name) {
        return ObjectName.possible(name)
                ? Optional.ofNullable(all.withName(name).get())
                        .filter(found -> name.equals(found.getMetadata().getName()))
                : Optional.empty();
    }
}
