package io.nettools.planner.way;

import io.nettools.analyser.report.Views.Passage;
import io.nettools.analyser.report.Views.Tally;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.way.Chain.Known;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Joins what the ends saw of the same conversations. Conversations of a peer with others are left out. */
final class Chains {
    /** How far apart two clocks may be for two SYN to count as the same packet. */
    private static final long SAME_MICROS = 1_000_000;

    private final End target;
    private final List<End> peers;
    private final boolean filtered;
    private final Set<String> names;
    private final Set<Leg> used = new HashSet<>();

    private Chains(End target, List<End> peers, boolean filtered, List<String> names) {
        this.target = target;
        this.peers = peers;
        this.filtered = filtered;
        this.names = Set.copyOf(names);
    }

    /**
     * The conversations of these ends.
     *
     * @param filtered whether the target's own list may lack conversations
     * @param names further addresses by which peers are reached: those of their Service
     */
    static List<Chain> of(End target, List<End> peers, boolean filtered, List<String> names) {
        return new Chains(target, peers, filtered, names).all();
    }

    private List<Chain> all() {
        List<Chain> seen = new ArrayList<>();
        target.passages().forEach(passage -> seen.add(chain(passage)));
        peers.forEach(peer -> peer.passages().stream()
                .map(passage -> new Leg(peer, passage))
                .filter(leg -> ofTarget(leg.passage()) && !used.contains(leg))
                .forEach(leg -> seen.add(neverAtTarget(leg))));
        return seen;
    }

    private boolean ofTarget(Passage passage) {
        return target.has(passage.remote()) || target.has(passage.translated());
    }

    private Chain chain(Passage own) {
        Optional<End> there =
                peers.stream().filter(peer -> peer.has(other(own))).findFirst();
        return there.map(peer -> chain(own, peer)).orElseGet(() -> behindService(own));
    }

    /**
     * A conversation with an address of no peer. If a Service was asked, and no point of the target's node shows its
     * translation, the peer knows which of its conversations has the target's end: the port is the client's own.
     */
    private Chain behindService(Passage own) {
        List<Leg> answering = own.translated().isEmpty() ? answering(own) : List.of();
        if (answering.isEmpty()) {
            return alone(own);
        }
        used.addAll(answering);
        long asking = target.passages().stream()
                .filter(passage -> sameLocal(own, passage) && !ofPeer(passage))
                .count();
        Leg there = answering.getFirst();
        return answering.size() == 1 && asking == 1
                ? joined(
                        new Leg(target, own),
                        there,
                        own.remote(),
                        there.passage().local())
                : alone(own, Known.BackendUnknown, false);
    }

    /** Conversations of peers with the target's end that the target does not list with the peer's address. */
    private List<Leg> answering(Passage own) {
        Set<String> asked = target.passages().stream()
                .filter(passage -> sameLocal(own, passage))
                .map(Chains::other)
                .collect(Collectors.toSet());
        return peers.stream()
                .flatMap(peer -> peer.passages().stream()
                        .filter(passage -> passage.protocol().equals(own.protocol())
                                && other(passage).equals(own.local())
                                && !asked.contains(passage.local()))
                        .map(passage -> new Leg(peer, passage)))
                .toList();
    }

    private static boolean sameLocal(Passage one, Passage other) {
        return one.protocol().equals(other.protocol()) && one.local().equals(other.local());
    }

    private boolean ofPeer(Passage passage) {
        return peers.stream().anyMatch(peer -> peer.has(other(passage)));
    }

    private Chain chain(Passage own, End peer) {
        Optional<Leg> same = peer.passages().stream()
                .filter(passage -> passage.protocol().equals(own.protocol()))
                .filter(passage -> passage.local().equals(other(own)))
                .filter(passage -> other(passage).equals(own.local()))
                .map(passage -> new Leg(peer, passage))
                .findFirst();
        if (same.isPresent()) {
            return joined(own, same.get());
        }
        List<Leg> masked = masked(own, peer);
        if (!masked.isEmpty()) {
            return masked.size() == 1 && rivals(masked.getFirst()) == 1
                    ? joined(own, masked.getFirst())
                    : alone(own, Known.Masked, false);
        }
        if (sourceTranslated(own)) {
            return alone(own);
        }
        return peer.complete()
                ? joined(own, Leg.nothing(peer, own.protocol(), other(own), own.local()))
                : alone(own, Known.ListCut, leaves(peer));
    }

    /** Conversations of the peer that may be this one with a translated source (SNAT): as many SYN or bytes arrived. */
    private List<Leg> masked(Passage own, End peer) {
        return peer.passages().stream()
                .filter(passage -> fits(own, passage) && !ofTarget(passage))
                .map(passage -> new Leg(peer, passage))
                .toList();
    }

    private long rivals(Leg leg) {
        return target.passages().stream()
                .filter(passage -> fits(passage, leg.passage()))
                .count();
    }

    private static boolean fits(Passage own, Passage there) {
        Tally sent = most(own.sent());
        Tally came = most(there.received());
        return there.protocol().equals(own.protocol())
                && there.local().equals(other(own))
                && sent.packets() > 0
                && sent.syns() == came.syns()
                && Math.abs(sent.firstMicros() - came.firstMicros()) < SAME_MICROS
                && (sent.syns() > 0 || (sent.payload() == came.payload() && sent.bare() == came.bare()));
    }

    private static Tally most(List<Tally> tallies) {
        return tallies.stream().reduce(Tally.NONE, (a, b) -> b.packets() > a.packets() ? b : a);
    }

    private Chain joined(Passage own, Leg there) {
        used.add(there);
        return joined(new Leg(target, own), there, own.remote(), own.translated());
    }

    /**
     * A conversation that only the peer lists: its packets did not reach the target, or the target's list was cut, or
     * the filter hides them.
     */
    private Chain neverAtTarget(Leg there) {
        Passage passage = there.passage();
        String local = target.has(passage.remote()) ? passage.remote() : passage.translated();
        if (target.complete() && !filtered) {
            return joined(Leg.nothing(target, passage.protocol(), local, passage.local()), there, passage.local(), "");
        }
        return new Chain(
                passage.protocol(),
                local,
                passage.local(),
                "",
                new Visible(there.stopsFromOutside(leaves(there.end()))),
                filtered ? Known.Filtered : Known.ListCut,
                there.lost(false));
    }

    private Chain joined(Leg here, Leg there, String remote, String translated) {
        boolean leaves = leaves(there.end());
        return new Chain(
                here.passage().protocol(),
                here.passage().local(),
                remote,
                translated,
                new Visible(Stream.concat(here.stops(leaves).stream(), there.stopsFromOutside(leaves).stream())
                        .toList()),
                Known.Whole,
                Stream.of(
                                here.lost(true),
                                leaves ? here.lostBefore(there, true) : List.<Chain.Named>of(),
                                leaves ? there.lostBefore(here, false) : List.<Chain.Named>of(),
                                there.lost(false))
                        .flatMap(List::stream)
                        .toList());
    }

    private Chain alone(Passage own) {
        return sourceTranslated(own)
                ? alone(own, Known.SourceTranslated, false)
                : alone(own, Known.TargetSide, mustLeave(own));
    }

    /**
     * Whether the node translates the source, so that the uplink cannot see the pod's address, for which it captures.
     */
    private boolean sourceTranslated(Passage own) {
        return !left(new Leg(target, own))
                && Masquerade.of(target, own.protocol(), own.local(), own.remote())
                        .isPresent();
    }

    private static boolean left(Leg here) {
        return here.stops(true).stream().anyMatch(stop -> stop.at().where() == Where.Uplink && !stop.sawNothing());
    }

    /** @param mustLeave whether it is a loss if the uplink saw nothing of it */
    private Chain alone(Passage own, Known known, boolean mustLeave) {
        Leg here = new Leg(target, own);
        return new Chain(
                own.protocol(),
                own.local(),
                own.remote(),
                own.translated(),
                new Visible(here.stops(mustLeave || left(here))),
                known,
                here.lost(true));
    }

    private boolean leaves(End peer) {
        return !peer.node().equals(target.node());
    }

    /**
     * Whether packets must leave the node: they go to an address of the peers, and no peer is on it. Nothing is known
     * about other destinations.
     */
    private boolean mustLeave(Passage own) {
        return names.contains(Address.of(other(own))) && peers.stream().allMatch(this::leaves);
    }

    static String other(Passage passage) {
        return passage.translated().isEmpty() ? passage.remote() : passage.translated();
    }
}
