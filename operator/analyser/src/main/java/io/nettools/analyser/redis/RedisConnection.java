package io.nettools.analyser.redis;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.redis.Dialogue.Beginning;
import io.nettools.analyser.stream.NewBytes;
import java.util.Optional;

/** One connection that may speak Redis's protocol. It keeps next to nothing before it does, and after it is over. */
public final class RedisConnection {
    /** Every connection before its first packet. One object stands for all that are in the same state and do not speak. */
    public static final RedisConnection SILENT = new RedisConnection(State.Silent, null);

    private static final RedisConnection OPENED = new RedisConnection(State.Opened, null);
    private static final RedisConnection ANSWERED = new RedisConnection(State.Answered, null);
    private static final RedisConnection OVER = new RedisConnection(State.Over, null);

    private final State state;
    private final Dialogue dialogue;

    private enum State {
        /** No bytes were sent so far; it may have been open before the capture. */
        Silent,
        /** Its beginning was captured. */
        Opened,
        /** The server's bytes came first, as they may if the connection was open before the capture. */
        Answered,
        Speaks,
        /** It speaks another protocol, or nothing more of it is read. */
        Over
    }

    private RedisConnection(State state, Dialogue dialogue) {
        this.state = state;
        this.dialogue = dialogue;
    }

    /** Takes the next packet; returns what the connection is with it. */
    RedisConnection read(Packet packet, Side sender, NewBytes fresh, RedisLog log, Ends ends) {
        return switch (state) {
            case Over -> this;
            case Speaks -> goOn(packet, sender, fresh);
            default -> fresh.any() ? begin(packet, sender, fresh, log, ends) : quiet(packet.segment());
        };
    }

    private RedisConnection quiet(Segment segment) {
        return segment.present() && segment.has(Segment.SYN) ? OPENED : this;
    }

    private RedisConnection begin(Packet packet, Side sender, NewBytes fresh, RedisLog log, Ends ends) {
        Optional<Beginning> beginning =
                sender == Side.Client ? ofClient(packet.bytes(), fresh) : ofServer(packet.bytes(), fresh);
        if (beginning.isPresent()) {
            return new RedisConnection(State.Speaks, new Dialogue(beginning.get(), log, ends))
                    .goOn(packet, sender, fresh);
        }
        return sender == Side.Client ? OVER : ANSWERED;
    }

    private Optional<Beginning> ofClient(Bytes bytes, NewBytes fresh) {
        boolean seen = state == State.Opened && fresh.missing() == 0;
        if (Commands.mayBegin(bytes, fresh.from(), fresh.to())) {
            return Optional.of(seen ? Beginning.Seen : Beginning.Unseen);
        }
        boolean typed = seen && Commands.mayBeTyped(bytes, fresh.from(), fresh.to());
        return typed ? Optional.of(Beginning.Typed) : Optional.empty();
    }

    private Optional<Beginning> ofServer(Bytes bytes, NewBytes fresh) {
        boolean refuses = state == State.Opened && Replies.refusesAtOnce(bytes, fresh.from());
        return refuses ? Optional.of(Beginning.Refused) : Optional.empty();
    }

    private RedisConnection goOn(Packet packet, Side sender, NewBytes fresh) {
        dialogue.read(packet, sender, fresh);
        return dialogue.over() ? OVER : this;
    }
}
