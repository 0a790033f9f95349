package io.nettools.analyser.finding;

import io.nettools.analyser.flow.Conversation;
import io.nettools.analyser.greeting.Greeting;
import io.nettools.analyser.greeting.Protocol;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.Flow;
import io.nettools.analyser.tcp.EndpointFacts;
import io.nettools.analyser.tcp.TcpConnection;
import java.util.EnumMap;
import java.util.Map;

/** How the open connections to one server end went wrong at their end. */
final class Endings {
    /** Longest close_notify and GOAWAY in records of their own, bytes: of TLS 1.2 with CBC and SHA-256 (RFC 5246 §6.2.3.2). */
    private static final int FAREWELL = 69 + 85;

    final Hits onTheWay = new Hits();
    private final Map<Ending, Hits> hits = new EnumMap<>(Ending.class);
    private String strangeReset = "";

    void add(Conversation conversation) {
        TcpConnection tcp = conversation.tcp();
        Ending ending = explained(Ending.of(tcp, conversation.http().known()), conversation);
        boolean cut = ending == Ending.ResetWaiting || ending == Ending.ResetSilent || ending == Ending.Forgotten;
        if (!conversation.strangeReset().isEmpty() && (cut || established(tcp))) {
            onTheWay.add(conversation.client(), micros(ending, tcp), tcp.pauseMicros());
            strangeReset = strangeReset.isEmpty() ? conversation.strangeReset() : strangeReset;
        }
        if (ending != Ending.None) {
            of(ending).add(conversation.client(), micros(ending, tcp), took(ending, tcp));
        }
    }

    /**
     * Bytes that a client still sends of a request that was answered early, with 413 for example, are no request that waits,
     * nor is what TLS says when the server has closed.
     */
    private static Ending explained(Ending ending, Conversation conversation) {
        boolean answered = ending.ofRequest() && conversation.http().answered();
        return answered || (ending == Ending.KeepAliveRace && farewell(conversation)) ? Ending.None : ending;
    }

    /**
     * Whether what the client sent last may be a close_notify, with or without a GOAWAY of HTTP/2 before it: it speaks TLS,
     * or the capture has headers only.
     */
    private static boolean farewell(Conversation conversation) {
        Greeting greeting = conversation.greeting();
        return (greeting.client() == Protocol.Tls || !greeting.heard(Side.Client))
                && conversation.tcp().thinkTime().waitingBytes() <= FAREWELL;
    }

    private static boolean established(TcpConnection tcp) {
        return tcp.reset()
                .filter(reset -> reset.state() == Flow.State.Established)
                .isPresent();
    }

    /** When it happened. */
    private static long micros(Ending ending, TcpConnection tcp) {
        return switch (ending) {
            case ServerGone -> silentSince(tcp.client());
            case ClientGone -> silentSince(tcp.server());
            case KeepAliveRace, IdleDropped -> tcp.pauseEndMicros();
            case Forgotten, ResetWaiting, ResetSilent, None ->
                tcp.reset().map(reset -> reset.micros()).orElse(tcp.lastMicros());
        };
    }

    private static long silentSince(EndpointFacts sender) {
        return sender.dataOutstanding() ? sender.stalledSinceMicros() : sender.probedSinceMicros();
    }

    /** What a person wants to know: idle for how long, silent for how long, reset how long after the beginning. */
    private static long took(Ending ending, TcpConnection tcp) {
        return switch (ending) {
            case ServerGone -> tcp.lastMicros() - silentSince(tcp.client());
            case ClientGone -> tcp.lastMicros() - silentSince(tcp.server());
            case KeepAliveRace, IdleDropped -> tcp.pauseMicros();
            case Forgotten, ResetWaiting, ResetSilent, None ->
                tcp.reset().map(reset -> reset.afterMicros()).orElse(0L);
        };
    }

    /** Those that ended so. */
    Hits of(Ending ending) {
        return hits.computeIfAbsent(ending, one -> new Hits());
    }

    /** What shows that a reset is not the server's; empty when nothing does. */
    String strangeReset() {
        return strangeReset;
    }

    void add(Endings other) {
        other.hits.forEach((ending, more) -> of(ending).add(more));
        onTheWay.add(other.onTheWay);
        strangeReset = strangeReset.isEmpty() ? other.strangeReset : strangeReset;
    }

    long all() {
        return onTheWay.count
                + hits.values().stream().mapToLong(one -> one.count).sum();
    }
}
