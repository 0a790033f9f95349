package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Where;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The points of a path at which a conversation could be seen. Packets may pass an uplink inside others: encrypted, or
 * in a tunnel that its filter does not look into. What such an uplink saw has passed. What it did not see may have
 * passed too.
 *
 * @param all points, from the target's pod to the other end
 */
record Visible(List<Stop> all) {
    Visible {
        all = List.copyOf(all);
    }

    /** The points that should have seen the conversation. */
    List<Stop> stops() {
        Set<Station> blind = blindAtAll();
        return all.stream().filter(stop -> !blind.contains(stop.at())).toList();
    }

    /**
     * One direction, in the order in which packets travel. With IPsec an uplink shows incoming packets decrypted, and
     * hides outgoing ones.
     */
    List<Sighting> course(boolean outbound) {
        List<Sighting> course = sightings(outbound);
        Set<Station> blind = blind(course);
        return course.stream().filter(one -> !blind.contains(one.at())).toList();
    }

    /** Why some points may not show it, a sentence for each. */
    List<String> reasons() {
        Set<Station> blind = blindAtAll();
        return all.stream()
                .map(Stop::at)
                .filter(at -> blind.contains(at) && at.hidesSome())
                .map(Station::whyUnseen)
                .toList();
    }

    /** Uplinks that both directions may have passed unseen. */
    private Set<Station> blindAtAll() {
        Set<Station> both = blind(sightings(true));
        both.retainAll(blind(sightings(false)));
        return both;
    }

    /**
     * Packets that leave a node hidden arrive hidden at the next. Packets that an uplink saw travel on in the clear.
     */
    private Set<Station> blind(List<Sighting> course) {
        Set<Station> blind = new HashSet<>();
        if (leavesInTheClear()) {
            return blind;
        }
        for (Sighting one : uplinks(course)) {
            if (one.tally().packets() > 0) {
                return blind;
            }
            if (one.at().hidesSome() || !blind.isEmpty()) {
                blind.add(one.at());
            }
        }
        return blind;
    }

    /**
     * Whether one direction is seen where it leaves a node. Then the other direction is not hidden either, since both
     * travel alike.
     */
    private boolean leavesInTheClear() {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).at().where() == Where.Uplink)
                .mapToObj(
                        i -> ofOtherEnd(i) ? all.get(i).received() : all.get(i).sent())
                .anyMatch(left -> left.packets() > 0);
    }

    /** Whether the uplink is that of the other end: its pod's own points follow it in the list. */
    private boolean ofOtherEnd(int uplink) {
        String pod = all.get(uplink).at().pod();
        return all.stream().skip(uplink + 1L).anyMatch(stop -> stop.at().pod().equals(pod));
    }

    private static List<Sighting> uplinks(List<Sighting> course) {
        return course.stream().filter(one -> one.at().where() == Where.Uplink).toList();
    }

    private List<Sighting> sightings(boolean outbound) {
        List<Sighting> seen = new ArrayList<>();
        for (Stop stop : outbound ? all : all.reversed()) {
            seen.add(new Sighting(stop.at(), outbound ? stop.sent() : stop.received()));
        }
        return seen;
    }
}
