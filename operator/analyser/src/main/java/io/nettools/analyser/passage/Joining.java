package io.nettools.analyser.passage;

import io.nettools.analyser.packet.TwoEnds;
import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the same conversation at all points, from the pod outward: by its ends, or by the target's end and the packets
 * themselves if a Service or NAT translated the other end. A conversation that fits several others is not joined.
 */
final class Joining {
    private final List<Views.Point> points;
    private final List<PointLog> logs;
    private final boolean filtered;
    private final Set<Followed> conversations = new LinkedHashSet<>();
    private final Map<TwoEnds, Followed> byEnds = new HashMap<>();
    private final Map<TwoEnds, List<Followed>> byLocal = new HashMap<>();

    /** @param filtered whether the user's filter, which the uplink does not have, may leave conversations out */
    Joining(List<Views.Point> points, List<PointLog> logs, boolean filtered) {
        this.points = points;
        this.logs = logs;
        this.filtered = filtered;
    }

    List<Followed> conversations() {
        for (int at = 0; at < points.size(); at++) {
            for (Talk talk : translated(at, sameEnds(at))) {
                if (belongs(at, talk)) {
                    begin(at, talk);
                }
            }
        }
        return List.copyOf(conversations);
    }

    /** @return conversations that no point further inside has with these ends */
    private List<Talk> sameEnds(int at) {
        List<Talk> others = new ArrayList<>();
        for (Talk talk : logs.get(at).talks()) {
            Followed followed = byEnds.get(talk.ends());
            if (followed == null) {
                others.add(talk);
            } else {
                followed.join(at, talk);
            }
        }
        return others;
    }

    /** @return conversations that cannot be matched by their packets either */
    private List<Talk> translated(int at, List<Talk> talks) {
        List<Talk> others = new ArrayList<>();
        for (Talk talk : talks) {
            Optional<Followed> only = only(at, talk);
            only.ifPresent(followed -> {
                followed.join(at, talk);
                byEnds.put(talk.ends(), followed);
            });
            if (only.isEmpty()) {
                others.add(talk);
            }
        }
        return others;
    }

    private Optional<Followed> only(int at, Talk talk) {
        List<Followed> fitting = byLocal.getOrDefault(talk.ends().onlyFirst(), List.of()).stream()
                .filter(followed -> !followed.seenAt(at) && followed.isTranslated(talk))
                .limit(2)
                .toList();
        return fitting.size() == 1 ? Optional.of(fitting.getFirst()) : Optional.empty();
    }

    /**
     * Whether a conversation that no point further inside saw belongs to the trace. The node's end of the pod's
     * interface has the user's filter, too. The uplink does not, and most of what it alone saw does not match that
     * filter, or goes elsewhere.
     */
    private boolean belongs(int at, Talk talk) {
        boolean unknownInside = logs.subList(0, at).stream().noneMatch(PointLog::overflowed);
        boolean uplink = points.get(at).where() == Where.Uplink;
        return unknownInside && (!uplink || (!filtered && !talk.received().quiet()));
    }

    private void begin(int at, Talk talk) {
        Followed followed = new Followed(points, at, talk);
        conversations.add(followed);
        byEnds.put(talk.ends(), followed);
        byLocal.computeIfAbsent(talk.ends().onlyFirst(), ends -> new ArrayList<>())
                .add(followed);
    }
}
