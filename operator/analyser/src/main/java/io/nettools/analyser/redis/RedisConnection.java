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
    private State state = State.Silent;
    private Dialogue dialogue;

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

    void read(Packet packet, Side sender, NewBytes fresh, RedisLog log, Ends ends) {
        switch (state) {
            case Over -> {}
            case Speaks -> goOn(packet, sender, fresh);
            default -> {
                if (fresh.any()) {
                    begin(packet, sender, fresh, log, ends);
                } else if (packet.segment().present() && packet.segment().has(Segment.SYN)) {
                    state = State.Opened;
                }
            }
        }
    }

    private void begin(Packet packet, Side sender, NewBytes fresh, RedisLog log, Ends ends) {
        Optional<Beginning> beginning =
                sender == Side.Client ? ofClient(packet.bytes(), fresh) : ofServer(packet.bytes(), fresh);
        if (beginning.isPresent()) {
            state = State.Speaks;
            dialogue = new Dialogue(beginning.get(), log, ends);
            goOn(packet, sender, fresh);
        } else {
            state = sender == Side.Client ? State.Over : State.Answered;
        }
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

    private void goOn(Packet packet, Side sender, NewBytes fresh) {
        dialogue.read(packet, sender, fresh);
        if (dialogue.over()) {
            state = State.Over;
            dialogue = null;
        }
    }
}
