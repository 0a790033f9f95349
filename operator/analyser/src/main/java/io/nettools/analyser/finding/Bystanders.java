package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.neighbour.Neighbour;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hosts whose questions for neighbours are seen and whose answers are not: questions go to all on the link, answers to
 * who asked. Where nobody says whose interface was captured, the conversations show it: its host is one end of them.
 */
final class Bystanders {
    private final List<Neighbour> neighbours;
    private final List<Set<String>> talks;

    private Bystanders(List<Neighbour> neighbours, List<Conversation> conversations) {
        this.neighbours = neighbours;
        talks = conversations.stream()
                .map(one -> Set.copyOf(new HashSet<>(List.of(Clients.host(one.client()), Clients.host(one.server())))))
                .filter(ends -> ends.stream().noneMatch(Bystanders::many))
                .toList();
    }

    /** What was seen of neighbours, without the questions of bystanders. */
    static List<Neighbour> removed(List<Neighbour> neighbours, List<Conversation> conversations) {
        if (neighbours.stream().noneMatch(NeighbourRules::silent)) {
            return neighbours;
        }
        Bystanders bystanders = new Bystanders(neighbours, conversations);
        return neighbours.stream()
                .filter(one -> !NeighbourRules.silent(one) || one.changes() > 1 || bystanders.hears(one.askedBy()))
                .toList();
    }

    private static boolean many(String host) {
        boolean multicast6 = host.startsWith("ff") && host.contains(":");
        int dot = host.indexOf('.');
        boolean multicast4 = dot == 3 && host.compareTo("224") >= 0 && host.compareTo("240") < 0;
        return multicast6 || multicast4 || host.endsWith(".255");
    }

    /** Whether answers to a host would have been captured. */
    private boolean hears(String asker) {
        Set<String> own = addresses(asker);
        if (talks.isEmpty()) {
            return onlyAsker(own) || answered(own);
        }
        List<Set<String>> talksOfIt = talks.stream()
                .filter(ends -> ends.stream().anyMatch(own::contains))
                .toList();
        Set<String> peers = talksOfIt.stream()
                .flatMap(Set::stream)
                .filter(host -> !own.contains(host))
                .collect(Collectors.toSet());
        return peers.size() > 1 || (talksOfIt.size() == talks.size() && (onlyAsker(own) || answered(own)));
    }

    /** All addresses of the host, which are those with its link-layer address. */
    private Set<String> addresses(String asker) {
        Set<String> macs = neighbours.stream()
                .filter(one -> one.address().equals(asker) && !one.mac().isEmpty())
                .map(Neighbour::mac)
                .collect(Collectors.toSet());
        Set<String> own = neighbours.stream()
                .filter(one -> macs.contains(one.mac()))
                .map(Neighbour::address)
                .collect(Collectors.toCollection(HashSet::new));
        own.add(Objects.requireNonNull(asker));
        return own;
    }

    private boolean onlyAsker(Set<String> own) {
        return neighbours.stream().allMatch(one -> one.askedBy().isEmpty() || own.contains(one.askedBy()));
    }

    private boolean answered(Set<String> own) {
        return neighbours.stream()
                .anyMatch(one -> own.contains(one.askedBy()) && one.unanswered() == 0 && one.lastSeenMicros() > 0);
    }
}
