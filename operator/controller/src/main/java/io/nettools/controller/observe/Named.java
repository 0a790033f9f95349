package io.nettools.controller.observe;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.nettools.analyser.order.Host;
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
        return ObjectName.possible(name) ? get(all, name) : Optional.empty();
    }

    /** The object that is named after an address, such as an IPAddress; empty when it does not exist or it is no address. */
    static <T extends HasMetadata> Optional<T> after(
            String address, NonNamespaceOperation<T, ?, ? extends Resource<T>> all) {
        return new Host(address).address() ? get(all, address) : Optional.empty();
    }

    private static <T extends HasMetadata> Optional<T> get(
            NonNamespaceOperation<T, ?, ? extends Resource<T>> all, String name) {
        return Optional.ofNullable(all.withName(name).get())
                .filter(found -> name.equals(found.getMetadata().getName()));
    }
}
