package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.status.Summary;
import java.util.List;
import java.util.Optional;

/** One short sentence about one conversation. */
final class Verdict {
    private Verdict() {}

    static String of(Chain chain, Facts facts) {
        Optional<Loss> loss = loss(chain, facts);
        if (loss.isPresent()) {
            return vanish(loss.get());
        }
        Optional<String> inside = InsidePod.verdict(chain, facts);
        if (inside.isPresent()) {
            return inside.get();
        }
        Optional<Course> open =
                chain.courses().stream().filter(Unseen::unanswered).findFirst();
        if (open.isPresent()) {
            return "no answer; last seen at "
                    + Horizon.of(open.get(), facts).last().name() + beyond(chain, facts);
        }
        return passed(chain) + beyond(chain, facts);
    }

    /** Why the uplink, which did capture, is not among the points. */
    private static String beyond(Chain chain, Facts facts) {
        Optional<Station> uplink = facts.target().outermost().filter(at -> at.where() == Where.Uplink);
        if (uplink.isEmpty()
                || chain.stops().stream().anyMatch(stop -> stop.at().where() == Where.Uplink)) {
            return "";
        }
        return switch (chain.known()) {
            case SourceTranslated ->
                "; its source is translated on " + uplink.get().node()
                        + Masquerade.of(facts.target(), chain.protocol(), chain.local(), chain.remote())
                                .map(client -> " (SNAT to " + client + ")")
                                .orElse("")
                        + ", so the uplink cannot show it";
            case TargetSide ->
                chain.course(chain.targetBegan()).opposite().nothing()
                        ? "; not seen at " + uplink.get().name()
                                + ": dropped on the node, for another pod on it, or under another address"
                                + (uplink.get().hidesSome() ? ", or inside other packets" : "")
                        : "";
            case BackendUnknown -> "; which pod of the Service took it is not known";
            case Whole, ListCut, Filtered, Masked ->
                chain.visible().reasons().isEmpty() ? "" : "; the uplinks may not show it";
        };
    }

    /** Whether all packets passed. */
    static boolean healthy(Chain chain, Facts facts) {
        return loss(chain, facts).isEmpty()
                && !InsidePod.speaksOf(chain, facts)
                && chain.courses().stream().noneMatch(Unseen::unanswered);
    }

    private static Optional<Loss> loss(Chain chain, Facts facts) {
        return facts.losses().stream()
                .filter(loss -> loss.course().chain().equals(chain))
                .findFirst();
    }

    private static String vanish(Loss loss) {
        Gap gap = loss.gap();
        return Unit.of(List.of(loss)).words(List.of(loss)) + " lost between "
                + gap.from().name() + " and " + gap.to().name();
    }

    private static String passed(Chain chain) {
        if (chain.stops().stream().anyMatch(stop -> !stop.at().exact())) {
            return "not compared at every point: the kernel dropped packets at one before they were written";
        }
        List<String> fewer = sawFewer(chain);
        if (!fewer.isEmpty()) {
            return "no known loss; fewer packets seen at " + String.join(" and at ", fewer);
        }
        String masked = chain.known() == Chain.Known.Masked ? "; translated on the path (SNAT)" : "";
        boolean packets = comparable(chain);
        long many = chain.courses().stream()
                .map(Course::most)
                .mapToLong(packets ? Tally::packets : Tally::payload)
                .sum();
        String what = packets ? Summary.count(many, "packet") : Summary.count(many, "byte") + " of payload";
        return "all " + what + " passed all " + Summary.count(chain.stops().size(), "point") + masked;
    }

    /**
     * Points that some packets bypass by another device or under other addresses, or from which the filter hides some.
     */
    private static List<String> sawFewer(Chain chain) {
        return chain.stops().stream()
                .map(Stop::at)
                .filter(at -> chain.courses().stream().anyMatch(course -> course.missedSome(at)))
                .map(Station::name)
                .toList();
    }

    /** Whether a frame is a packet at each of its points. */
    static boolean comparable(Chain chain) {
        return chain.stops().stream()
                .allMatch(stop -> stop.sent().largest() <= Sighting.ONE_PACKET
                        && stop.received().largest() <= Sighting.ONE_PACKET);
    }
}
