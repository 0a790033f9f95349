package io.nettools.analyser.redis;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.redis.Dialogue.Beginning;
import io.nettools.analyser.stream.NewBytes;
import java.util.Optional;

/** What is known of one connection that may speak Redis's protocol; next to nothing until it does, and again when it is over. */
public final class RedisConnection {
    private State state = State.Silent;
    private Dialogue dialogue;

    private enum State {
        /** Nobody has said anything; it may have been open before the capture. */
        Silent,
        /** The capture saw it begin. */
        Opened,
        /** The server spoke first, as it seems to where the connection was open before the capture. */
        Answered,
        Speaks,
        /** It speaks something else, or nothing more of it is of interest. */
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
