package io.nettools.planner.queue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The places that a trace needs, all at once: one for each pod that it watches, at both ends of the way. */
public record Demand(List<Place> places) {
    public Demand {
        places = List.copyOf(places);
    }

    int total() {
        return places.size();
    }

    /** Ordered, so that the same demand is always answered with the same sentence. */
    Map<String, Integer> byNode() {
        return places.stream()
                .collect(Collectors.groupingBy(Place::node, TreeMap::new, Collectors.summingInt(place -> 1)));
    }
}
