package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Where;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The points of a way at which a conversation could be seen. An uplink that packets may pass in another's packets (encrypted, or in a
 * tunnel that its filter does not look into) says by what it saw that they passed, but not by what it did not see that they did not.
 *
 * @param all from the target's pod to the other end
 */
record Visible(List<Stop> all) {
    Visible {
        all = List.copyOf(all);
    }

    /** Those that may be expected to have seen something. */
    List<Stop> stops() {
        Set<Station> blind = blindAtAll();
        return all.stream().filter(stop -> !blind.contains(stop.at())).toList();
    }

    /** One direction, as the packets travel: with IPsec an uplink shows what comes, decrypted, and not what goes. */
    List<Sighting> course(boolean outbound) {
        List<Sighting> course = sightings(outbound);
        Set<Station> blind = blind(course);
        return course.stream().filter(one -> !blind.contains(one.at())).toList();
    }

    /** Why nothing of it need show at some, a sentence for each. */
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

    /** What left a node unseen comes to the next one as it left; what an uplink saw goes on in the clear. */
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

    /** Who shows one direction where it leaves a node need not hide the other: the two go alike. */
    private boolean leavesInTheClear() {
        return IntStream.range(0, all.size())
                .filter(i -> all.get(i).at().where() == Where.Uplink)
                .mapToObj(
                        i -> ofOtherEnd(i) ? all.get(i).received() : all.get(i).sent())
                .anyMatch(left -> left.packets() > 0);
    }

    /** A pod's own points lie before its uplink when it is the target, else behind it. */
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
