package io.nettools.planner.queue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The places that a trace needs, all at once: one for each pod that it captures, at both ends of the path. */
public record Demand(List<Place> places) {
    public Demand {
        places = List.copyOf(places);
    }

    int total() {
        return places.size();
    }

    /** Places per node, sorted, so that the same demand always gives the same sentence. */
    Map<String, Integer> byNode() {
        return places.stream()
                .collect(Collectors.groupingBy(Place::node, TreeMap::new, Collectors.summingInt(place -> 1)));
    }
}
