package io.nettools.planner.diagnosis;

import io.nettools.analyser.report.Causality;
import io.nettools.analyser.report.Code;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Which finding explains another one, across the pods of a trace. */
final class Folding {
    /** What lost packets look like at an end that does not see where they are lost. */
    private static final Set<Code> OF_LOSS = EnumSet.of(
            Code.ConnectionRefused,
            Code.ConnectionReset,
            Code.ConnectionUnanswered,
            Code.DnsQueryLost,
            Code.DnsSlow,
            Code.DnsUnanswered,
            Code.DroppedBeforeInterface,
            Code.FragmentsLost,
            Code.HandshakeHalfOpen,
            Code.HttpResponseCut,
            Code.HttpResponseStalled,
            Code.HttpSlow,
            Code.HttpUnanswered,
            Code.IdleConnectionDropped,
            Code.PacketLoss,
            Code.PathMtuBlackHole,
            Code.PeerGone,
            Code.PingUnanswered,
            Code.ResetByMiddlebox,
            Code.SlowApplication,
            Code.SynLost,
            Code.TlsUnanswered);

    /** What packets that take long look like at both ends. */
    private static final Set<Code> OF_DELAY =
            EnumSet.of(Code.SlowNetwork, Code.SlowApplication, Code.HttpSlow, Code.DnsSlow);

    /** What a finding with a place explains of findings without one. */
    private static final Map<Code, Set<Code>> OF_PLACE = Map.of(
            Code.PacketsVanish, OF_LOSS,
            Code.PolicyDenied, OF_LOSS,
            Code.ServiceWithoutEndpoints, OF_LOSS,
            Code.ServicePortMissing, OF_LOSS,
            Code.AcceptQueueFull, OF_LOSS,
            Code.ReceiveBufferFull, OF_LOSS,
            Code.DnsUnanswered, OF_LOSS,
            Code.PacketsDelayed, OF_DELAY);

    private Folding() {}

    /** Whether the cause explains the effect. Two findings may explain each other: then they are one fault. */
    static boolean explains(Seen cause, Seen effect) {
        return cause.concernsWhat(effect) && (same(cause, effect) || byPlace(cause, effect) || byCode(cause, effect));
    }

    /** Two losses at different places are two faults. */
    private static boolean same(Seen one, Seen other) {
        return one.finding().code().equals(other.finding().code())
                && (!one.placed()
                        || !other.placed()
                        || one.finding().place().equals(other.finding().place()));
    }

    private static boolean byPlace(Seen cause, Seen effect) {
        return cause.placed()
                && !effect.placed()
                && cause.code()
                        .filter(code -> effect.isOneOf(OF_PLACE.getOrDefault(code, Set.of())))
                        .isPresent();
    }

    private static boolean byCode(Seen cause, Seen effect) {
        return !effect.placed()
                && cause.code().isPresent()
                && effect.code().isPresent()
                && Causality.explains(cause.code().get(), effect.code().get());
    }
}
