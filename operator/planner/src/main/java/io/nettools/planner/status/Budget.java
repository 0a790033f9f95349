package io.nettools.planner.status;

import io.nettools.analyser.report.Finding;
import io.nettools.analyser.report.NetworkInterface;
import io.nettools.analyser.shape.Shape;
import io.nettools.analyser.shape.Shape.Place;
import io.nettools.analyser.shape.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/**
 * Keeps a status within what one object may cost every watcher of it. The least important goes first: packet lines, then the tail
 * of the conversations, their details and of the findings, what the target itself has to say, its node's name and addresses, and at last its connection
 * tracking. Its pod's name, UID, reason and counters always stay. What was cut is said in the target's notes; a text that was cut ends with dots.
 */
public final class Budget {
    /** The promise is 16 KiB; the rest is for numbers that may grow by a digit before the status is next looked at. */
    static final int BYTES = 16 * 1024 - 128;

    static final String NOTE = "cut to fit into the status";

    /** Of the one sentence that all seven conditions carry: as much as 16 targets with the longest of names leave. */
    private static final int SENTENCE = 128;

    /**
     * How much of a target is kept.
     *
     * @param flows conversations, of half of which only who and how much
     * @param http exchanges, and as many DNS transactions, TLS handshakes, start-ups of databases and translations; of passages, which are
     *     twice as large, half as many
     * @param findings the most serious
     * @param details interfaces, evidence, their addresses, notes, states
     * @param faults of the diagnosis
     * @param text of a sentence
     * @param name of the node's name
     * @param addresses of the pod
     */
    private record Cut(
            int packets,
            int flows,
            int http,
            int findings,
            int details,
            int faults,
            int text,
            int name,
            int addresses,
            boolean conntrack)
            implements Trim.Room {

        Cut(int packets, int flows, int http, int findings, int details, int faults, int text) {
            this(packets, flows, http, findings, details, faults, text, 253, 64, true);
        }

        static Cut toTheBone(int text, int name, int addresses, boolean conntrack) {
            return new Cut(0, 0, 0, 0, 0, conntrack ? 1 : 0, text, name, addresses, conntrack);
        }

        @Override
        public int of(Place place) {
            return place.of() == TargetStatus.class
                    ? LISTS.getOrDefault(place, Cut::http).applyAsInt(this)
                    : LISTS.getOrDefault(place, cut -> Trim.ALL).applyAsInt(this);
        }

        @Override
        public String text(Place place, String whole) {
            if (place.equals(NODE)) {
                return Sentences.cut(whole, name);
            }
            return SENTENCES.contains(place) ? Sentences.cut(whole, text) : whole;
        }

        @Override
        public Object chosen(Place place, Object value) {
            return switch (value) {
                case TopologyAnswer topology -> topology.cut(details, text);
                case ProbeAnswer probe -> details == 0 ? null : probe;
                case ConntrackSummary summary -> conntrack ? summary : null;
                case ConntrackSummary.Table table -> text == 0 ? null : table;
                case List<?> all -> place.equals(FLOWS) ? halfDetailed(all) : all;
                case null -> null;
                default -> value;
            };
        }

        /** Details of the first half alone; the others keep their ends and how much passed. */
        private List<ConversationAnswer> halfDetailed(List<?> all) {
            List<ConversationAnswer> kept = new ArrayList<>();
            for (Object one : all.subList(0, Math.min(flows, all.size()))) {
                ConversationAnswer flow = (ConversationAnswer) one;
                kept.add(kept.size() < flows / 2 ? flow : Shape.with(flow, DETAILS, null));
            }
            return kept;
        }
    }

    private static final Place DETAILS = Place.of(ConversationAnswer.class, "tcp");
    private static final Place NODE = Place.of(TargetStatus.class, "node");
    private static final Place FLOWS = Place.of(TargetStatus.class, "flows");

    /** Lists that are cut, each to what room there is. A list of the answer that does not stand here is one of a protocol, and has the room of HTTP. */
    private static final Map<Place, ToIntFunction<Cut>> LISTS = Map.ofEntries(
            Map.entry(Place.of(TargetStatus.class, "podIPs"), Cut::addresses),
            Map.entry(Place.of(TargetStatus.class, "reachedBy"), Cut::addresses),
            Map.entry(Place.of(TargetStatus.class, "interfaces"), Cut::details),
            Map.entry(Place.of(NetworkInterface.class, "addresses"), Cut::details),
            Map.entry(Place.of(ProbeAnswer.class, "results"), Cut::details),
            Map.entry(Place.of(TargetStatus.class, "views"), cut -> 2 * cut.details()),
            Map.entry(Place.of(TargetStatus.class, "passages"), cut -> (cut.http() + 1) / 2),
            Map.entry(Place.of(TargetStatus.class, "findings"), Cut::findings),
            Map.entry(Place.of(Finding.class, "evidence"), Cut::details),
            Map.entry(Place.of(Diagnosis.class, "evidence"), Cut::details),
            Map.entry(Place.of(Diagnosis.class, "objects"), Cut::details),
            Map.entry(FLOWS, Cut::flows),
            Map.entry(Place.of(ConntrackSummary.class, "states"), Cut::details),
            Map.entry(Place.of(ConntrackSummary.class, "translations"), Cut::http),
            Map.entry(Place.of(TargetStatus.class, "packets"), Cut::packets),
            Map.entry(TargetStatus.NOTES, Cut::details));

    /** Texts that are cut; others are names and addresses, which have no meaning in part. */
    private static final Set<Place> SENTENCES = Set.of(
            TargetStatus.NOTES,
            Place.of(TargetStatus.class, "message"),
            Place.of(TargetStatus.class, "summary"),
            Place.of(Diagnosis.class, "summary"),
            Place.of(Diagnosis.class, "message"),
            Place.of(Diagnosis.class, "place"),
            Place.of(Diagnosis.class, "objects"),
            Place.of(Diagnosis.class, "evidence"),
            Place.of(Diagnosis.class, "nextStep"),
            Place.of(Finding.class, "headline"),
            Place.of(Finding.class, "message"),
            Place.of(Finding.class, "evidence"),
            Place.of(Finding.class, "nextStep"),
            Place.of(Finding.class, "place"),
            Place.of(ProbeAnswer.class, "request"),
            Place.of(ProbeAnswer.Attempt.class, "message"),
            Place.of(ViewAnswer.class, "missing"),
            Place.of(ViewAnswer.class, "hides"),
            Place.of(PassageAnswer.class, "verdict"),
            Place.of(ConntrackSummary.class, "reason"));

    private static final List<Cut> CUTS = List.of(
            new Cut(10, 10, 10, 16, 8, 8, 512),
            new Cut(10, 5, 5, 16, 4, 8, 512),
            new Cut(5, 3, 3, 8, 4, 8, 512),
            new Cut(1, 2, 2, 4, 4, 8, 512),
            new Cut(0, 1, 1, 2, 2, 4, 256),
            new Cut(0, 0, 0, 1, 0, 2, 128),
            new Cut(0, 0, 0, 0, 0, 2, 128),
            Cut.toTheBone(64, 63, 1, true),
            Cut.toTheBone(0, 32, 0, true),
            Cut.toTheBone(0, 32, 0, false));

    /** Of the other end: what passed it stands with the target, beside what passed there. */
    private static final Cut OTHER_END = new Cut(0, 0, 0, 16, 8, 0, 512, 253, 64, false);

    private Budget() {}

    /** The other end of the way, without what only makes sense of a target. */
    public static TargetStatus brief(TargetStatus peer) {
        return Shape.with(Trim.to(OTHER_END, peer), TargetStatus.NOTES, peer.notes());
    }

    /**
     * The status of these targets, each cut by the same steps until the whole fits. The conditions' sentence is cut after all
     * else: a status that is made again, of targets that were cut for it, is then the same status.
     */
    public static Status fit(
            List<Diagnosis> diagnosis,
            List<TargetStatus> targets,
            BiFunction<List<Diagnosis>, List<TargetStatus>, Status> whole) {
        List<Diagnosis> faults = diagnosis;
        List<TargetStatus> fitted = targets;
        Status status = whole.apply(faults, fitted);
        for (Cut cut : CUTS) {
            if (fits(status)) {
                return status;
            }
            faults = faults.stream()
                    .limit(cut.faults())
                    .map(one -> Trim.to(cut, one))
                    .toList();
            fitted = fitted.stream().map(target -> keep(target, cut)).toList();
            status = whole.apply(faults, fitted);
        }
        return fits(status) ? status : status.saying(SENTENCE);
    }

    private static boolean fits(Status status) {
        return JsonBytes.of(status) <= BYTES;
    }

    private static TargetStatus keep(TargetStatus target, Cut cut) {
        TargetStatus unsaid = Shape.with(
                target,
                TargetStatus.NOTES,
                target.notes().stream().filter(note -> !note.equals(NOTE)).toList());
        TargetStatus kept = Trim.to(cut, unsaid);
        return kept.equals(target) ? kept : kept.noted(NOTE);
    }
}
