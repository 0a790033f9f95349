package io.nettools.planner.cluster;

import java.util.Map;
import java.util.Optional;

/**
 * Answers to {@link Questions}. What could not be found out is absent: it is not asked again.
 *
 * @param owners by address, and by the end (address and port) that a Service shares with others
 * @param policed by crossing
 * @param services by what was asked for
 * @param reads requests to the API server that the answers took
 */
public record ClusterFacts(
        Map<String, Owner> owners, Map<Crossing, Policed> policed, Map<ServiceRef, ServiceAnswer> services, int reads) {
    /** Nothing was found out. */
    public static final ClusterFacts UNKNOWN = new ClusterFacts(Map.of(), Map.of(), Map.of(), 0);

    public ClusterFacts {
        owners = Map.copyOf(owners);
        policed = Map.copyOf(policed);
        services = Map.copyOf(services);
    }

    /** Who has the address; empty when that is not known. */
    public Optional<Owner> owner(String address) {
        return Optional.ofNullable(owners.get(address));
    }
}
