package io.nettools.agent.result;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The size of each part of a result, or the size that is kept of it. */
record Sizes(Map<Part, Integer> of) {
    Sizes {
        of = Map.copyOf(of);
    }

    int of(Part part) {
        return of.getOrDefault(part, 0);
    }

    /** The sizes, each at most the limit, so that an absurdly large result is not encoded a thousand times. */
    Sizes atMost(int limit) {
        Map<Part, Integer> less = new EnumMap<>(Part.class);
        of.forEach((part, size) -> less.put(part, Math.min(size, limit)));
        return new Sizes(less);
    }

    /** The sizes with a little less of the first part that is above its floor; empty when all are at their floors. */
    Optional<Sizes> cut(List<Floor> floors) {
        return floors.stream()
                .filter(floor -> of(floor.part()) > floor.size())
                .findFirst()
                .map(this::towards);
    }

    /** A note on what was left out of the whole, for a person; empty when nothing was. */
    Optional<String> difference(Sizes whole) {
        String parts = Arrays.stream(Part.values())
                .filter(part -> of(part) < whole.of(part))
                .map(part -> "%d of %d %s".formatted(whole.of(part) - of(part), whole.of(part), part.things()))
                .collect(Collectors.joining(", "));
        return Optional.of(parts).filter(text -> !text.isEmpty()).map("left out for want of room: "::concat);
    }

    private Sizes towards(Floor floor) {
        int size = of(floor.part());
        Map<Part, Integer> less = new EnumMap<>(of);
        less.put(floor.part(), Math.max(floor.size(), size - Math.max(1, size / 8)));
        return new Sizes(less);
    }
}
