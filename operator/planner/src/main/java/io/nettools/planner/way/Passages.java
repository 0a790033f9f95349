package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.status.PassageAnswer;

/** A conversation's path in the shape of the status. */
final class Passages {
    private Passages() {}

    static PassageAnswer of(Chain chain, String verdict) {
        boolean packets = Verdict.comparable(chain);
        return new PassageAnswer(
                chain.protocol(),
                chain.local(),
                chain.remote(),
                chain.translated(),
                chain.stops().stream().map(stop -> point(stop, packets)).toList(),
                verdict);
    }

    private static PassageAnswer.Point point(Stop stop, boolean packets) {
        Station at = stop.at();
        return new PassageAnswer.Point(
                at.where(),
                at.node(),
                at.where() == Where.Pod ? at.pod() : "",
                at.device(),
                packets ? packets(stop.sent()) : null,
                packets ? packets(stop.received()) : null,
                stop.sent().payload(),
                stop.received().payload());
    }

    private static Long packets(Tally tally) {
        return tally.packets();
    }
}
