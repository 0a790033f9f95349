package io.nettools.analyser.finding;

import io.nettools.analyser.report.Causality;
import io.nettools.analyser.report.Code;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Findings that are only the consequence of another one at the same place. The cause is reported, the consequence is
 * not.
 */
final class Consequences {
    private Consequences() {}

    /** Causes that explain no more requests than the connections that they hit. */
    private static final Set<Code> COUNTED = EnumSet.of(Code.KeepAliveRace, Code.ConnectionForgotten, Code.PeerGone);

    /** The diagnoses that are not a consequence of another one. */
    static List<Diagnosis> removed(List<Diagnosis> all) {
        return all.stream()
                .filter(one -> all.stream().noneMatch(cause -> explains(cause, one)))
                .toList();
    }

    private static boolean explains(Diagnosis cause, Diagnosis effect) {
        boolean more =
                COUNTED.contains(cause.code()) && effect.code() != Code.PacketLoss && effect.hits() > cause.hits();
        return !more && Causality.explains(cause.code(), effect.code()) && covers(cause.where(), effect.where());
    }

    /** Whether the place of the cause is that of the effect, or its host. */
    private static boolean covers(String cause, String effect) {
        return cause.equals(effect) || cause.equals(Clients.host(effect));
    }
}
