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
 * @param crossings whose policies are wanted; at most {@value #CROSSINGS}
 * @param services what they are and what is behind them is wanted; at most {@value #SERVICES}
 */
public record Questions(SequencedSet<String> addresses, List<Crossing> crossings, List<ServiceRef> services) {
    /** Addresses in one question: each costs up to two requests. */
    public static final int ADDRESSES = 16;

    /** Crossings in one question: each costs two requests, and the policies of its namespaces. */
    public static final int CROSSINGS = 4;

    /** Services in one question: each costs up to three requests, and a name that is not found one for each right. */
    public static final int SERVICES = 4;

    public static final Questions NONE = new Questions(new LinkedHashSet<>(), List.of(), List.of());

    /** The first addresses; those beyond the bound are not asked about. */
    public Questions {
        addresses = first(addresses);
        crossings = crossings.stream().distinct().limit(CROSSINGS).toList();
        services = services.stream().distinct().limit(SERVICES).toList();
    }

    /** The first of these addresses. */
    public static Questions about(Collection<String> addresses) {
        return about(addresses, List.of());
    }

    /** The first of these addresses, and of these crossings. */
    public static Questions about(Collection<String> addresses, List<Crossing> crossings) {
        return new Questions(new LinkedHashSet<>(addresses), crossings, List.of());
    }

    /** These questions, and about the first of these Services. */
    public Questions andAbout(List<ServiceRef> asked) {
        return new Questions(addresses, crossings, asked);
    }

    public boolean isEmpty() {
        return addresses.isEmpty() && crossings.isEmpty() && services.isEmpty();
    }

    private static SequencedSet<String> first(SequencedSet<String> all) {
        SequencedSet<String> first = new LinkedHashSet<>();
        all.stream().limit(ADDRESSES).forEach(first::add);
        return Collections.unmodifiableSequencedSet(first);
    }
}
