package io.nettools.analyser.redis;

import io.nettools.analyser.http.Ends;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.stream.NewBytes;

/**
 * What client and server say to each other. Answers come in the order of their commands, so that counting both says which belong together
 * for as long as nothing was missed.
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

    /** How it was found. */
    enum Beginning {
        /** It may have been open for long: what comes next may answer what was not captured. */
        Unseen,
        /** The capture saw it begin. */
        Seen,
        /** The same, with words that other protocols have, too: the answer has to prove it. */
        Typed,
        /** The same, with a server that takes nobody and does not wait to be asked. */
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

    /** Whether it answers a command; what comes before the first one shows that there will be none, if the capture saw the beginning. */
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

    /** What was open before the capture may be in the middle of an answer. */
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
