package io.nettools.planner.cluster;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a Service that was asked for.
 *
 * @param service empty when it does not exist
 * @param elsewhere other namespaces with a Service of that name, as far as the author may know them; empty when the Service exists
 */
public record ServiceAnswer(Optional<ServiceFacts> service, List<String> elsewhere) {
    public ServiceAnswer {
        elsewhere = List.copyOf(elsewhere);
    }

    public static ServiceAnswer of(ServiceFacts service) {
        return new ServiceAnswer(Optional.of(service), List.of());
    }
}
