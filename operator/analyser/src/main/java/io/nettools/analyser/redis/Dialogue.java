package io.nettools.analyser.redis;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.stream.NewBytes;

/**
 * The commands and answers of one connection. Answers come in the order of their commands, so counting both shows which
 * belong together, as long as nothing was missed.
 */
final class Dialogue implements Commands.Listener, Replies.Listener, Startup.Listener {
    private final Beginning beginning;
    private final RedisLog log;
    private final Ends ends;
    private final Startup startup;
    private final Commands commands = new Commands(this);
    private final Replies replies = new Replies(this);
    private final Awaited awaited = new Awaited();
    private int sent;
    private int answered;
    private int matchedUntil;
    private boolean known;
    private boolean over;
    private long micros;

    /** The way in which it was found. */
    enum Beginning {
        /** It may have been open before the capture: the next answer may belong to a command that was not captured. */
        Unseen,
        /** Its beginning was captured. */
        Seen,
        /** Its beginning was captured, with words that other protocols have, too: the answer has to confirm it. */
        Typed,
        /** Its beginning was captured, with a server that refuses it before the first command. */
        Refused
    }

    Dialogue(Beginning beginning, RedisLog log, Ends ends) {
        this.beginning = beginning;
        this.log = log;
        this.ends = ends;
        startup = new Startup(this, beginning != Beginning.Unseen);
        matchedUntil = beginning == Beginning.Unseen ? 0 : Integer.MAX_VALUE;
    }

    /** Whether reading is over: the connection is closed, or does not speak Redis. */
    boolean over() {
        return over;
    }

    void read(Packet packet, Side sender, NewBytes fresh) {
        micros = packet.micros();
        if (sender == Side.Server) {
            startup.heard();
        }
        if (!fresh.nothing()) {
            said(packet, sender, fresh);
        }
        Segment segment = packet.segment();
        boolean reset = segment.present() && segment.has(Segment.RST);
        if (known && !over && (reset || (segment.present() && segment.has(Segment.FIN)))) {
            startup.closed(sender, reset, micros);
            over = reset || sender == Side.Server;
        }
    }

    private void said(Packet packet, Side sender, NewBytes fresh) {
        if (fresh.missing() > 0) {
            startup.missedSome();
        }
        if (sender == Side.Client) {
            commands.read(packet.bytes(), fresh);
            replies.asked();
        } else {
            replies.read(packet.bytes(), fresh);
        }
    }

    @Override
    public void begins(Command command) {
        if (over) {
            return;
        }
        if (beginning != Beginning.Typed) {
            know();
        }
        sent++;
        boolean matches = command == Command.Work || awaited.add(sent, command);
        if (!matches || command == Command.Subscription) {
            matchOnlyUntil(sent - 1);
        }
        startup.begins(command, micros);
        over = command == Command.Feed;
    }

    private void know() {
        if (!known) {
            known = true;
            log.begun(startup, ends);
        }
    }

    private void matchOnlyUntil(int place) {
        matchedUntil = Math.min(matchedUntil, place);
    }

    @Override
    public void said(Arguments arguments) {
        startup.said(arguments);
        if (arguments.silences()) {
            matchOnlyUntil(sent - 1);
        }
    }

    @Override
    public void noCommand() {
        over = true;
    }

    @Override
    public void commandsLost() {
        matchOnlyUntil(sent);
    }

    @Override
    public void repliesLost() {
        matchedUntil = 0;
    }

    @Override
    public void succeeded() {
        if (answers()) {
            know();
            startup.succeeded(answered(), micros);
        }
    }

    /**
     * Whether an answer belongs to a command. An answer before the first command shows another protocol, if the
     * beginning was captured.
     */
    private boolean answers() {
        boolean early = sent == 0 && beginning != Beginning.Refused;
        over |= early && beginning != Beginning.Unseen;
        return !early && !over;
    }

    @Override
    public void failed(byte[] words, int length, boolean whole) {
        if (!answers()) {
            return;
        }
        know();
        Command command = answered();
        ServerError.in(words, length, whole)
                .ifPresentOrElse(
                        error -> startup.refused(error, command, micros), () -> startup.declined(command, micros));
    }

    private Command answered() {
        answered++;
        if (answered > sent) {
            repliesLost();
        }
        return answered <= matchedUntil ? awaited.take(answered) : Command.Unknown;
    }

    /** Ends the reading, unless the capture may have begun in the middle of an answer. */
    @Override
    public void otherProtocol() {
        if (beginning == Beginning.Unseen) {
            repliesLost();
        } else {
            over = true;
            if (known) {
                startup.answeredByOther(micros);
            }
        }
    }

    @Override
    public RedisStartup failed(long now) {
        return log.failed(startup, now, ends);
    }

    @Override
    public void withdrawn(RedisStartup failure) {
        log.withdrawn(startup, failure);
    }

    @Override
    public void serves() {
        log.serves(ends);
    }
}
