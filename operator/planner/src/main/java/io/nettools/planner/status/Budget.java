package io.nettools.planner.status;

import io.nettools.analyser.report.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps a status within what one object may cost every watcher of it. The least important goes first: packet lines, then the tail
 * of the conversations, at last what the target itself has to say; who it is and its counters always stay. What was cut is said in
 * the target's notes.
 */
public final class Budget {

    /** Bytes of JSON for all targets together; conditions, names and field names of the whole status have the rest of 16 KiB. */
    static final int TARGETS = 10 * 1024;

    static final String NOTE = "cut to fit into the status";

    /**
     * How much of a target is kept.
     *
     * @param details interfaces, their addresses, notes, states
     * @param text characters of a sentence
     */
    private record Cut(int packets, int flows, int http, int details, int text) {}

    private static final List<Cut> CUTS = List.of(
            new Cut(10, 10, 10, 8, 512),
            new Cut(10, 5, 5, 4, 512),
            new Cut(5, 3, 3, 4, 512),
            new Cut(1, 2, 2, 4, 512),
            new Cut(0, 1, 1, 2, 256),
            new Cut(0, 0, 0, 0, 128));

    private Budget() {}

    /** The same targets, each cut by the same steps until they fit together. */
    public static List<TargetStatus> fit(List<TargetStatus> targets) {
        List<TargetStatus> fitted = targets;
        for (Cut cut : CUTS) {
            if (size(fitted) <= TARGETS) {
                return fitted;
            }
            fitted = fitted.stream().map(target -> keep(target, cut)).toList();
        }
        return fitted;
    }

    /** At least the bytes of their JSON: a record's own text has the same names and values in other punctuation. */
    static int size(List<TargetStatus> targets) {
        return targets.stream()
                .mapToInt(target -> target.toString().chars().map(Budget::bytes).sum())
                .sum();
    }

    /** {@code name=value, } becomes {@code "name":"value",}. */
    private static int bytes(int character) {
        return switch (character) {
            case '=' -> 3;
            case ',', '"', '\\' -> 2;
            default -> character < ' ' ? 6 : character < 127 ? 1 : 3;
        };
    }

    private static TargetStatus keep(TargetStatus target, Cut cut) {
        List<String> notes = target.notes().stream()
                .filter(note -> !note.equals(NOTE))
                .limit(cut.details())
                .map(note -> Sentences.cut(note, cut.text()))
                .toList();
        TargetStatus kept = kept(target, cut, notes);
        return kept.equals(target) ? kept : kept.noted(NOTE);
    }

    private static TargetStatus kept(TargetStatus target, Cut cut, List<String> notes) {
        return new TargetStatus(
                target.pod(),
                target.uid(),
                target.node(),
                target.podIPs(),
                target.reason(),
                Sentences.cut(target.message(), cut.text()),
                Sentences.cut(target.summary(), cut.text()),
                target.networkInterface(),
                target.capture(),
                first(target.interfaces(), cut.details()).stream()
                        .map(one -> kept(one, cut))
                        .toList(),
                target.flowCount(),
                first(target.flows(), cut.flows()),
                target.httpCount(),
                first(target.http(), cut.http()),
                target.conntrack() == null ? null : kept(target.conntrack(), cut),
                first(target.packets(), cut.packets()),
                notes);
    }

    private static NetworkInterface kept(NetworkInterface one, Cut cut) {
        return new NetworkInterface(
                one.index(),
                one.name(),
                one.peerIndex(),
                one.state(),
                one.mtu(),
                one.mac(),
                first(one.addresses(), cut.details()));
    }

    private static ConntrackSummary kept(ConntrackSummary all, Cut cut) {
        Map<String, Long> states = all.states().entrySet().stream()
                .limit(cut.details())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
        return new ConntrackSummary(
                all.tracking(),
                Sentences.cut(all.reason(), cut.text()),
                all.entries(),
                all.events(),
                states,
                all.lost());
    }

    private static <T> List<T> first(List<T> all, int many) {
        return all.subList(0, Math.min(many, all.size()));
    }
}
