package io.nettools.planner.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The places of traces that have begun: from before their targets are recorded until these have ended. */
final class Taken {
    private final Map<String, Entry> byTrace = new HashMap<>();

    /**
     * Places of one trace.
     *
     * @param recorded whether its status is known to record the targets
     * @param failures how often that was tried in vain
     */
    private record Entry(List<Place> places, boolean recorded, int failures) {}

    /** Before the targets are written. */
    void reserve(String trace, List<Place> places) {
        int failures =
                Optional.ofNullable(byTrace.get(trace)).map(Entry::failures).orElse(0);
        byTrace.put(trace, new Entry(List.copyOf(places), false, failures));
    }

    /** What the status records, as far as it has not ended. */
    void record(String trace, List<Place> places) {
        if (places.isEmpty()) {
            byTrace.remove(trace);
        } else {
            byTrace.put(trace, new Entry(List.copyOf(places), true, 0));
        }
    }

    void free(String trace) {
        byTrace.remove(trace);
    }

    /** Whether its places are kept, though its status does not say so. */
    boolean reserved(String trace) {
        return Optional.ofNullable(byTrace.get(trace))
                .filter(entry -> !entry.recorded())
                .isPresent();
    }

    /**
     * The targets could not be written, as far as is known: after a time-out they may be there all the same, so the places stay until the next try.
     * When that fails, too, they go, or whoever can make writes fail would keep places for ever.
     */
    void failed(String trace) {
        byTrace.computeIfPresent(
                trace,
                (uid, entry) -> entry.recorded()
                        ? entry
                        : entry.failures() > 0 ? null : new Entry(entry.places(), false, entry.failures() + 1));
    }

    /** Together with those of the trace pods that are there, and without those of one trace. */
    Set<Place> all(Collection<Place> pods, String except) {
        Set<Place> places = new HashSet<>();
        pods.stream().filter(place -> !place.trace().equals(except)).forEach(places::add);
        byTrace.forEach((trace, entry) -> {
            if (!trace.equals(except)) {
                places.addAll(entry.places());
            }
        });
        return places;
    }
}
