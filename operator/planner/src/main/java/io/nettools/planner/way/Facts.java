package io.nettools.planner.way;

import io.nettools.analyser.report.Views;
import io.nettools.analyser.report.Views.Where;
import io.nettools.planner.way.Way.Filter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the rules decide on.
 *
 * @param filter what may hide packets of the target's conversations
 * @param losses losses between two comparable points
 * @param clocks clock differences between the target's node and the peers' nodes
 */
record Facts(End target, List<End> peers, Filter filter, List<Chain> chains, List<Loss> losses, List<Clocks> clocks) {
    static Facts of(End target, List<End> peers, Filter filter, List<String> names) {
        boolean filtered = filter != Filter.None;
        List<Chain> chains = Chains.of(target, peers, filtered, names);
        List<Loss> losses = chains.stream()
                .filter(chain -> !chain.ofTheLink())
                .flatMap(chain -> chain.courses().stream())
                .flatMap(course -> Loss.of(course, filtered ? target.pod() : "").stream())
                .filter(loss -> sameTime(loss, target, peers))
                .toList();
        List<Clocks> clocks = peers.stream()
                .filter(peer -> !peer.node().equals(target.node()))
                .map(peer -> Clocks.of(target, peer, chains))
                .toList();
        return new Facts(target, peers, filter, chains, losses, clocks);
    }

    Stream<End> ends() {
        return Stream.concat(Stream.of(target), peers.stream());
    }

    Optional<End> end(String pod) {
        return ends().filter(end -> end.pod().equals(pod)).findFirst();
    }

    /** Why captured uplinks that are not among the conversation's points may not show it. */
    List<String> blind(Chain chain) {
        List<String> onItsWay = chain.visible().reasons();
        boolean otherEndKnown = chain.known() == Chain.Known.Whole;
        return !onItsWay.isEmpty()
                        || otherEndKnown
                        || chain.stops().stream().anyMatch(stop -> stop.at().where() == Where.Uplink)
                ? onItsWay
                : target.outermost().filter(Station::hidesSome).map(Station::whyUnseen).stream()
                        .toList();
    }

    /** The clock difference of the gap's two nodes, if it is between nodes. */
    Stream<String> clocks(Gap gap) {
        return clocks.stream()
                .filter(pair -> gap.betweenNodes())
                .filter(pair -> List.of(gap.from().node(), gap.to().node()).contains(pair.peerNode()))
                .flatMap(pair -> pair.sentence().stream())
                .distinct();
    }

    /** Whether both ends of the gap counted in the same window: otherwise their counts cannot be compared. */
    private static boolean sameTime(Loss loss, End target, List<End> peers) {
        return loss.gap().from().pod().equals(loss.gap().to().pod())
                || peers.stream()
                        .filter(peer -> List.of(
                                        loss.gap().from().pod(), loss.gap().to().pod())
                                .contains(peer.pod()))
                        .allMatch(peer -> sameTime(peer, target));
    }

    static boolean sameTime(End peer, End target) {
        return peer.report()
                .views()
                .map(Views::window)
                .equals(target.report().views().map(Views::window));
    }
}
