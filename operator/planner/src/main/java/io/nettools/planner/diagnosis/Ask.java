package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.Finding;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.planner.status.Diagnosis;
import io.nettools.planner.status.Sentences;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** How to ask for the place of a fault that has none. */
final class Ask {
    /** Where a further view or the other end would show the place. */
    private static final Set<Code> WITHOUT_PLACE = EnumSet.of(
            Code.ConnectionUnanswered,
            Code.DnsUnanswered,
            Code.PeerGone,
            Code.PingUnanswered,
            Code.PacketLoss,
            Code.PathMtuBlackHole,
            Code.FragmentsLost,
            Code.SynLost,
            Code.DnsQueryLost);

    private static final Set<Code> VIEW = EnumSet.of(Code.ViewMissing);
    private static final Place NEXT_STEP = Place.of(Diagnosis.class, "nextStep");

    /** What a status keeps of a sentence: YAML that was cut is worth nothing. */
    private static final int ROOM = 512;

    private Ask() {}

    /**
     * The fault whose next step also asks: by YAML where the other end is known, else by words. The finding's own
     * advice, which stays with the finding, gives way to YAML.
     */
    static Diagnosis added(Diagnosis fault, Seen cause, FollowUp further) {
        if (cause.placed() || !cause.isOneOf(WITHOUT_PLACE)) {
            return fault;
        }
        String yaml = further.yaml(cause.by().pod(), cause.servers());
        String asking = "To see where packets are lost, trace both ends (kubectl create -f -):\n" + yaml;
        String nextStep = Stream.of(fault.nextStep() + " " + asking, asking)
                .filter(text -> !yaml.isEmpty() && Sentences.cut(text, ROOM).equals(text))
                .findFirst()
                .orElseGet(() -> fault.nextStep() + inWords(cause));
        return Shape.with(fault, NEXT_STEP, nextStep);
    }

    private static String inWords(Seen cause) {
        return cause.by().findings().stream()
                .filter(one -> one.isOneOf(VIEW))
                .map(Finding::nextStep)
                .findFirst()
                .map(step -> " " + step)
                .orElse("");
    }
}
