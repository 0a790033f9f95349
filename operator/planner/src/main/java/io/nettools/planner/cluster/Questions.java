package io.nettools.planner.cluster;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Questions about the cluster, which the edge answers once. They are asked in the turn in which targets get their
 * answer, and never while a trace runs or after its end.
 *
 * @param addresses whose owners are wanted, the most important first; at most {@value #ADDRESSES}
 * @param servers ends, address and port, at which a Service may be reached by an address that it shares with others: a
 *     node's, or a load balancer's; at most {@value #ADDRESSES}
 * @param crossings whose policies are wanted; at most {@value #CROSSINGS}
 * @param services what they are and what is behind them is wanted; at most {@value #SERVICES}
 */
public record Questions(
        SequencedSet<String> addresses, List<String> servers, List<Crossing> crossings, List<ServiceRef> services) {
    /** Addresses in one question: each costs up to two requests. */
    public static final int ADDRESSES = 16;

    /** Crossings in one question: each costs two requests, and the policies of its namespaces. */
    public static final int CROSSINGS = 4;

    /** Services in one question: each costs up to three requests, and a name that is not found one for each right. */
    public static final int SERVICES = 4;

    public static final Questions NONE = new Questions(new LinkedHashSet<>(), List.of(), List.of(), List.of());

    /** The first addresses; those beyond the bound are not asked about. */
    public Questions {
        addresses = first(addresses);
        servers = servers.stream().distinct().limit(ADDRESSES).toList();
        crossings = crossings.stream().distinct().limit(CROSSINGS).toList();
        services = services.stream().distinct().limit(SERVICES).toList();
    }

    /** The first of these addresses. */
    public static Questions about(Collection<String> addresses) {
        return about(addresses, List.of());
    }

    /** The first of these addresses, and of these crossings. */
    public static Questions about(Collection<String> addresses, List<Crossing> crossings) {
        return new Questions(new LinkedHashSet<>(addresses), List.of(), crossings, List.of());
    }

    /** These questions, and about the first of these Services. */
    public Questions andAbout(List<ServiceRef> asked) {
        return new Questions(addresses, servers, crossings, asked);
    }

    /** These questions, and which Services the first of these ends reach. */
    public Questions andReaching(List<String> ends) {
        return new Questions(addresses, ends, crossings, services);
    }

    public boolean isEmpty() {
        return addresses.isEmpty() && servers.isEmpty() && crossings.isEmpty() && services.isEmpty();
    }

    private static SequencedSet<String> first(SequencedSet<String> all) {
        SequencedSet<String> first = new LinkedHashSet<>();
        all.stream().limit(ADDRESSES).forEach(first::add);
        return Collections.unmodifiableSequencedSet(first);
    }
}
