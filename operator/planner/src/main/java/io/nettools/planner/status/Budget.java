package io.nettools.planner.status;

import io.nettools.analyser.report.NetworkInterface;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
            int text,
            int name,
            int addresses,
            boolean conntrack) {

        Cut(int packets, int flows, int http, int findings, int details, int text) {
            this(packets, flows, http, findings, details, text, 253, 64, true);
        }

        static Cut toTheBone(int text, int name, int addresses, boolean conntrack) {
            return new Cut(0, 0, 0, 0, 0, text, name, addresses, conntrack);
        }
    }

    private static final List<Cut> CUTS = List.of(
            new Cut(10, 10, 10, 16, 8, 512),
            new Cut(10, 5, 5, 16, 4, 512),
            new Cut(5, 3, 3, 8, 4, 512),
            new Cut(1, 2, 2, 4, 4, 512),
            new Cut(0, 1, 1, 2, 2, 256),
            new Cut(0, 0, 0, 1, 0, 128),
            new Cut(0, 0, 0, 0, 0, 128),
            Cut.toTheBone(64, 63, 1, true),
            Cut.toTheBone(0, 32, 0, true),
            Cut.toTheBone(0, 32, 0, false));

    /** Of the other end: what passed it stands with the target, beside what passed there. */
    private static final Cut OTHER_END = new Cut(0, 0, 0, 16, 8, 512, 253, 64, false);

    private Budget() {}

    /** The other end of the way, without what only makes sense of a target. */
    public static TargetStatus brief(TargetStatus peer) {
        return kept(peer, OTHER_END, peer.notes());
    }

    /**
     * The status of these targets, each cut by the same steps until the whole fits. The conditions' sentence is cut after all
     * else: a status that is made again, of targets that were cut for it, is then the same status.
     */
    public static Status fit(List<TargetStatus> targets, Function<List<TargetStatus>, Status> whole) {
        List<TargetStatus> fitted = targets;
        Status status = whole.apply(fitted);
        for (Cut cut : CUTS) {
            if (fits(status)) {
                return status;
            }
            fitted = fitted.stream().map(target -> keep(target, cut)).toList();
            status = whole.apply(fitted);
        }
        return fits(status) ? status : status.saying(SENTENCE);
    }

    private static boolean fits(Status status) {
        return JsonBytes.of(status) <= BYTES;
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
                target.role(),
                target.uid(),
                Sentences.cut(target.node(), cut.name()),
                first(target.podIPs(), cut.addresses()),
                first(target.reachedBy(), cut.addresses()),
                target.reason(),
                Sentences.cut(target.message(), cut.text()),
                Sentences.cut(target.summary(), cut.text()),
                target.networkInterface(),
                target.capture(),
                first(target.interfaces(), cut.details()).stream()
                        .map(one -> kept(one, cut))
                        .toList(),
                target.topology() == null ? null : target.topology().cut(cut.details(), cut.text()),
                kept(target.probe(), cut),
                PassageCut.views(first(target.views(), 2 * cut.details()), cut.text()),
                target.passageCount(),
                PassageCut.passages(target.passages(), (cut.http() + 1) / 2, cut.text()),
                first(target.findings(), cut.findings()).stream()
                        .map(one -> kept(one, cut))
                        .toList(),
                target.flowCount(),
                flows(target.flows(), cut.flows()),
                target.httpCount(),
                first(target.http(), cut.http()),
                target.dnsCount(),
                first(target.dns(), cut.http()),
                target.tlsCount(),
                first(target.tls(), cut.http()),
                target.postgresCount(),
                first(target.postgres(), cut.http()),
                target.conntrack() == null || !cut.conntrack() ? null : kept(target.conntrack(), cut),
                first(target.packets(), cut.packets()),
                notes);
    }

    private static FindingAnswer kept(FindingAnswer one, Cut cut) {
        return new FindingAnswer(
                one.code(),
                one.severity(),
                Sentences.cut(one.message(), cut.text()),
                first(one.evidence(), cut.details()).stream()
                        .map(text -> Sentences.cut(text, cut.text()))
                        .toList(),
                Sentences.cut(one.nextStep(), cut.text()),
                Sentences.cut(one.place(), cut.text()));
    }

    private static ProbeAnswer kept(ProbeAnswer probe, Cut cut) {
        if (probe == null || cut.details() == 0) {
            return null;
        }
        return new ProbeAnswer(
                probe.from(),
                Sentences.cut(probe.request(), cut.text()),
                probe.count(),
                probe.succeeded(),
                first(probe.results(), cut.details()).stream()
                        .map(one -> one.saying(Sentences.cut(one.message(), cut.text())))
                        .toList());
    }

    private static NetworkInterface kept(NetworkInterface one, Cut cut) {
        return new NetworkInterface(
                one.index(),
                one.name(),
                one.peerIndex(),
                one.state(),
                one.mtu(),
                one.mac(),
                first(one.addresses(), cut.details()),
                one.packets());
    }

    private static ConntrackSummary kept(ConntrackSummary all, Cut cut) {
        Map<String, Long> states = all.states().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(cut.details())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
        return new ConntrackSummary(
                all.scope(),
                all.tracking(),
                Sentences.cut(all.reason(), cut.text()),
                all.entries(),
                all.events(),
                states,
                all.translated(),
                first(all.translations(), cut.http()),
                cut.text() == 0 ? null : all.table(),
                all.lost());
    }

    /** Of the first half all that is known, of the others who and how much. */
    private static List<Conversation> flows(List<Conversation> flows, int many) {
        return Stream.concat(
                        first(flows, many / 2).stream(),
                        flows.stream().limit(many).skip(many / 2).map(Conversation::withoutDetails))
                .toList();
    }

    private static <T> List<T> first(List<T> all, int many) {
        return all.subList(0, Math.min(many, all.size()));
    }
}
