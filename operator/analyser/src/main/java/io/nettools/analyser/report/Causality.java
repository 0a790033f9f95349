package io.nettools.analyser.report;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The codes that are only the effect of another code at the same place. */
public final class Causality {
    /** What clients see of a Service that has nothing behind the port that they use. */
    private static final Set<Code> OF_SERVICE = EnumSet.of(
            Code.ConnectionRefused,
            Code.ConnectionUnanswered,
            Code.PortUnreachable,
            Code.HostUnreachable,
            Code.DnsUnanswered,
            Code.DnsNameNotFound,
            Code.DnsSearchList,
            Code.PingUnanswered,
            Code.SynLost,
            Code.PacketLoss,
            Code.HttpUnanswered,
            Code.TlsUnanswered);

    private static final Map<Code, Set<Code>> OF = Map.ofEntries(
            Map.entry(
                    Code.PathMtuBlackHole,
                    EnumSet.of(
                            Code.HttpResponseStalled,
                            Code.PacketLoss,
                            Code.ConnectionReset,
                            Code.IdleConnectionDropped,
                            Code.SlowApplication,
                            Code.TlsUnanswered,
                            Code.HttpResponseCut,
                            Code.HttpUnanswered,
                            Code.HttpSlow)),
            Map.entry(
                    Code.AnswerFromAnotherAddress,
                    EnumSet.of(
                            Code.HttpResponseStalled,
                            Code.ConnectionUnanswered,
                            Code.ConnectionReset,
                            Code.HttpResponseCut,
                            Code.ConnectionForgotten,
                            Code.DnsQueryLost,
                            Code.DnsUnanswered,
                            Code.HandshakeHalfOpen,
                            Code.PacketLoss,
                            Code.SynLost,
                            Code.HttpUnanswered,
                            Code.TlsUnanswered)),
            Map.entry(Code.SynFlood, EnumSet.of(Code.PacketLoss)),
            Map.entry(
                    Code.AcceptQueueFull,
                    EnumSet.of(
                            Code.ConnectionUnanswered,
                            Code.ConnectionReset,
                            Code.HandshakeHalfOpen,
                            Code.SynLost,
                            Code.PeerGone,
                            Code.PacketLoss,
                            Code.SlowApplication,
                            Code.HttpSlow,
                            Code.HttpUnanswered,
                            Code.TlsUnanswered)),
            Map.entry(
                    Code.KeepAliveRace,
                    EnumSet.of(Code.ConnectionReset, Code.PacketLoss, Code.HttpUnanswered, Code.TlsUnanswered)),
            Map.entry(Code.ConnectionForgotten, EnumSet.of(Code.PacketLoss, Code.HttpUnanswered, Code.TlsUnanswered)),
            Map.entry(
                    Code.PeerGone,
                    EnumSet.of(
                            Code.HttpResponseStalled,
                            Code.PacketLoss,
                            Code.SlowApplication,
                            Code.HttpSlow,
                            Code.HttpUnanswered,
                            Code.TlsUnanswered)),
            Map.entry(Code.ConnectionRefused, EnumSet.of(Code.HttpUnanswered)),
            Map.entry(Code.ConnectionUnanswered, EnumSet.of(Code.PacketLoss, Code.HttpUnanswered)),
            Map.entry(
                    Code.PolicyDenied,
                    EnumSet.of(
                            Code.ConnectionUnanswered,
                            Code.DnsUnanswered,
                            Code.PacketLoss,
                            Code.HttpUnanswered,
                            Code.TlsUnanswered)),
            Map.entry(Code.ServiceWithoutEndpoints, OF_SERVICE),
            Map.entry(Code.ServicePortMissing, OF_SERVICE),
            Map.entry(Code.ServiceNameWrong, EnumSet.of(Code.DnsNameNotFound, Code.DnsSearchList)),
            Map.entry(Code.HandshakeHalfOpen, EnumSet.of(Code.PacketLoss, Code.HttpUnanswered)),
            Map.entry(Code.DroppedBeforeInterface, EnumSet.of(Code.NoPackets)),
            Map.entry(Code.ReceiveBufferFull, EnumSet.of(Code.DnsUnanswered)),
            Map.entry(Code.ConnectionReset, EnumSet.of(Code.HttpUnanswered, Code.TlsUnanswered)),
            Map.entry(
                    Code.ResetByMiddlebox,
                    EnumSet.of(Code.ConnectionReset, Code.HttpResponseCut, Code.HttpUnanswered, Code.TlsUnanswered)),
            Map.entry(
                    Code.IdleConnectionDropped, EnumSet.of(Code.ConnectionReset, Code.PacketLoss, Code.HttpUnanswered)),
            Map.entry(
                    Code.ReceiverWindowFull,
                    EnumSet.of(
                            Code.HttpResponseStalled,
                            Code.ReceiverWindowSmall,
                            Code.SlowApplication,
                            Code.HttpSlow,
                            Code.HttpUnanswered,
                            Code.PacketLoss)),
            Map.entry(Code.PacketLoss, EnumSet.of(Code.Reordering)),
            Map.entry(Code.SlowNetwork, EnumSet.of(Code.SlowApplication)),
            Map.entry(
                    Code.HostUnreachable,
                    EnumSet.of(
                            Code.ConnectionUnanswered,
                            Code.ConnectionRefused,
                            Code.DnsUnanswered,
                            Code.PingUnanswered,
                            Code.PacketLoss)),
            Map.entry(
                    Code.PortUnreachable,
                    EnumSet.of(
                            Code.ConnectionUnanswered,
                            Code.ConnectionRefused,
                            Code.DnsUnanswered,
                            Code.PingUnanswered)),
            Map.entry(
                    Code.TimeToLiveExceeded,
                    EnumSet.of(Code.ConnectionUnanswered, Code.DnsUnanswered, Code.PingUnanswered, Code.PacketLoss)),
            Map.entry(
                    Code.NeighbourUnanswered,
                    EnumSet.of(
                            Code.HostUnreachable, Code.ConnectionUnanswered, Code.DnsUnanswered, Code.PingUnanswered)),
            Map.entry(
                    Code.DuplicateAddress,
                    EnumSet.of(Code.ConnectionReset, Code.ConnectionRefused, Code.ConnectionUnanswered)),
            Map.entry(Code.DnsUnanswered, EnumSet.of(Code.DnsSlow, Code.DnsSearchList)),
            Map.entry(Code.DnsServerFailure, EnumSet.of(Code.DnsSlow, Code.DnsSearchList)),
            Map.entry(Code.DnsNameNotFound, EnumSet.of(Code.DnsSearchList)),
            Map.entry(
                    Code.PlainTextOnTlsPort,
                    EnumSet.of(
                            Code.HttpUnanswered, Code.HttpClientErrors, Code.ConnectionReset, Code.TlsHandshakeFailed)),
            Map.entry(
                    Code.TlsOnPlainPort,
                    EnumSet.of(
                            Code.TlsUnanswered, Code.TlsHandshakeFailed, Code.ConnectionReset, Code.SlowApplication)),
            Map.entry(
                    Code.WrongProtocol,
                    EnumSet.of(
                            Code.HttpUnanswered,
                            Code.HttpClientErrors,
                            Code.HttpServerErrors,
                            Code.HttpConnectionError,
                            Code.ConnectionReset,
                            Code.SlowApplication)),
            Map.entry(Code.TlsVersionMismatch, EnumSet.of(Code.TlsHandshakeFailed, Code.ConnectionReset)),
            Map.entry(Code.TlsCertificateRejected, EnumSet.of(Code.TlsHandshakeFailed, Code.ConnectionReset)),
            Map.entry(Code.TlsHandshakeFailed, EnumSet.of(Code.ConnectionReset)),
            Map.entry(Code.TlsUnanswered, EnumSet.of(Code.SlowApplication)),
            Map.entry(Code.DatabaseUnavailable, EnumSet.of(Code.ConnectionReset)),
            Map.entry(Code.DatabaseLoginRefused, EnumSet.of(Code.ConnectionReset)),
            Map.entry(Code.ServerUnavailable, EnumSet.of(Code.ConnectionReset)),
            Map.entry(Code.LoginRefused, EnumSet.of(Code.ConnectionReset)),
            Map.entry(Code.RedisUnavailable, EnumSet.of(Code.ConnectionReset, Code.SlowApplication)),
            Map.entry(Code.RedisAccessDenied, EnumSet.of(Code.ConnectionReset)),
            Map.entry(Code.HttpConnectionError, EnumSet.of(Code.KeepAliveRace, Code.ConnectionReset)),
            Map.entry(Code.HttpUnanswered, EnumSet.of(Code.SlowApplication)),
            Map.entry(Code.HttpSlow, EnumSet.of(Code.SlowApplication)));

    private Causality() {}

    /** Whether one is the cause of the other, if both are seen at the same place. */
    public static boolean explains(Code cause, Code effect) {
        return OF.getOrDefault(cause, Set.of()).contains(effect);
    }
}
