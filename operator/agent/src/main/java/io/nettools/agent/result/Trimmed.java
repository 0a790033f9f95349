package io.nettools.agent.result;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.report.Topology;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.analyser.shape.Trim;
import io.nettools.analyser.text.Quoted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A result that is cut part by part. Its counts always stay.
 *
 * @param whole size of each part of the result: the longest, if there are several lists
 */
record Trimmed<R extends Record>(R result, Sizes whole) {
    private static final Place DETAILS = Place.of(Flow.class, "tcp");

    Trimmed(R result) {
        this(result, measured(result));
    }

    private static Sizes measured(Record result) {
        Map<Part, Integer> sizes = new EnumMap<>(Part.class);
        Trim.walk(result, (place, value) -> {
            Optional<Part> part = Part.of(place);
            switch (value) {
                case List<?> list -> part.ifPresent(one -> sizes.merge(one, list.size(), Math::max));
                case Map<?, ?> map -> part.ifPresent(one -> sizes.merge(one, map.size(), Math::max));
                case Flow.Tcp details -> part.ifPresent(one -> sizes.merge(one, 1, Integer::sum));
                case String text -> measure(sizes, place, text);
                case null -> {}
                default -> {}
            }
        });
        return new Sizes(sizes);
    }

    private static void measure(Map<Part, Integer> sizes, Place place, String text) {
        if (Part.Sketch.isAt(place)) {
            sizes.put(Part.Sketch, text.isEmpty() ? 0 : 1);
        } else {
            sizes.merge(Part.Text, text.length(), Math::max);
        }
    }

    /** The result cut to these sizes, with a note on what is missing. */
    R keeping(Sizes kept) {
        R trimmed = Trim.to(new Room(kept), result);
        return kept.difference(whole).map(note -> noted(trimmed, note)).orElse(trimmed);
    }

    private R noted(R trimmed, String note) {
        return Shape.rebuilt(
                trimmed,
                (place, value) -> Part.Notes.isAt(place)
                        ? Stream.concat(((List<?>) value).stream(), Stream.of(note))
                                .toList()
                        : value);
    }

    private record Room(Sizes kept) implements Trim.Room {
        @Override
        public int of(Place place) {
            return Part.of(place).map(kept::of).orElse(Trim.ALL);
        }

        /** The text at its kept length. It never ends within a character, and a quotation that is cut ends with its mark. */
        @Override
        public String text(Place place, String whole) {
            if (Part.Sketch.isAt(place)) {
                return kept.of(Part.Sketch) > 0 ? whole : "";
            }
            int length = Math.min(kept.of(Part.Text), whole.length());
            boolean half = length > 0 && length < whole.length() && Character.isHighSurrogate(whole.charAt(length - 1));
            String beginning = whole.substring(0, half ? length - 1 : length);
            boolean sentence = place.of() == Finding.class || place.of() == Report.class;
            return sentence && length < whole.length() ? Quoted.ended(beginning) : beginning;
        }

        @Override
        public Object chosen(Place place, Object value) {
            return value instanceof List<?> list
                    ? switch (Part.of(place).orElse(Part.Text)) {
                        case Flows -> detailed(list);
                        case Ports -> ownFirst(list);
                        default -> list;
                    }
                    : value;
        }

        /** The flows; only the first ones keep their details. */
        private List<Flow> detailed(List<?> flows) {
            int left = kept.of(Part.Tcp);
            List<Flow> detailed = new ArrayList<>();
            for (Object one : flows) {
                Flow flow = (Flow) one;
                detailed.add(left > 0 ? flow : Shape.with(flow, DETAILS, Optional.empty()));
                left -= flow.tcp().isPresent() ? 1 : 0;
            }
            return detailed;
        }

        /**
         * The ports; if not all are kept, the pod's own port comes first. The others stay in the order of the bridge.
         */
        private List<?> ownFirst(List<?> ports) {
            return ports.size() <= kept.of(Part.Ports)
                    ? ports
                    : ports.stream()
                            .map(Topology.Port.class::cast)
                            .sorted((one, other) -> Boolean.compare(other.own(), one.own()))
                            .toList();
        }
    }
}
