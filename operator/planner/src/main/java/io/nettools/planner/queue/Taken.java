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
     * @param failures number of failed tries to record them
     */
    private record Entry(List<Place> places, boolean recorded, int failures) {}

    /** Takes the places before the targets are written. */
    void reserve(String trace, List<Place> places) {
        int failures =
                Optional.ofNullable(byTrace.get(trace)).map(Entry::failures).orElse(0);
        byTrace.put(trace, new Entry(List.copyOf(places), false, failures));
    }

    /** Takes the places of recorded targets that have not ended. */
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

    /** Whether its places are kept although its status does not record them. */
    boolean reserved(String trace) {
        return Optional.ofNullable(byTrace.get(trace))
                .filter(entry -> !entry.recorded())
                .isPresent();
    }

    /**
     * Notes a failed write of the targets. After a time-out they may be written all the same, so the places stay until
     * the next try. If that fails, too, the places are freed: otherwise a user who can make writes fail would keep
     * places for ever.
     */
    void failed(String trace) {
        byTrace.computeIfPresent(
                trace,
                (uid, entry) -> entry.recorded()
                        ? entry
                        : entry.failures() > 0 ? null : new Entry(entry.places(), false, entry.failures() + 1));
    }

    /** All taken places and those of existing trace pods, without those of one trace. */
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
