package io.nettools.analyser.http;

import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.stream.NewBytes;

/**
 * How far the two streams of a connection got, captured or not, and when they ended. A sequence number shows what its sender has sent, an
 * acknowledgment number what its sender has received (RFC 9293 §3.4): a capture that misses packets, or has one direction only, still
 * shows that an answer was sent, or that a request arrived. Places in a stream are sequence numbers, which wrap around.
 */
class Delivery {
    /** The largest window (RFC 7323 §2.3): a number further ahead does not belong to this connection. */
    private static final int FARTHEST = 1 << 30;

    private static final long NOT_YET = -1;
    private static final int ENDS = Segment.FIN | Segment.RST;

    private int begin;
    private int askedTo;
    private boolean answerCaptured;
    private int answeredTo;
    private long answeredMicros;
    private boolean sent;
    private int sentTo;
    private boolean received;
    private int receivedTo;
    private long askerLeftMicros;
    private long answererLeftMicros;

    Delivery() {
        clear();
    }

    /** Makes it as new. */
    final void clear() {
        begin = 0;
        askedTo = 0;
        answerCaptured = false;
        answeredTo = 0;
        answeredMicros = 0;
        sent = false;
        sentTo = 0;
        received = false;
        receivedTo = 0;
        askerLeftMicros = NOT_YET;
        answererLeftMicros = NOT_YET;
    }

    /** Whether {@code place} lies behind {@code other}. */
    static boolean behind(int place, int other) {
        return place - other > 0;
    }

    /** The place of the first new byte of the last segment. */
    int place(Segment segment, NewBytes fresh) {
        return begin + Math.max(0, fresh.from() - segment.payload());
    }

    /** Takes the next segment of the end that asks; returns whether it ends the connection although the answerer has not left. */
    boolean asks(Segment segment, long micros) {
        int flags = segment.flags();
        begin(segment, flags);
        if ((flags & Segment.RST) == 0) {
            askedTo = begin + segment.payloadLength();
            if ((flags & Segment.ACK) != 0) {
                sent(segment.acknowledgment());
            }
        }
        if ((flags & ENDS) == 0 || askerLeftMicros != NOT_YET) {
            return false;
        }
        askerLeftMicros = micros;
        return !answererLeft();
    }

    private void begin(Segment segment, int flags) {
        begin = segment.sequence() + ((flags & Segment.SYN) == 0 ? 0 : 1);
    }

    /** Takes the next segment of the end that answers; returns whether it ends the connection although the asker has not left. */
    boolean answers(Segment segment, long micros) {
        int flags = segment.flags();
        begin(segment, flags);
        if ((flags & Segment.RST) == 0) {
            answersOn(segment, flags, micros);
        }
        if ((flags & ENDS) == 0 || answererLeft()) {
            return false;
        }
        answererLeftMicros = micros;
        return askerLeftMicros == NOT_YET;
    }

    private void answersOn(Segment segment, int flags, long micros) {
        int length = segment.payloadLength();
        sent(begin);
        if (length > 0 && (!answerCaptured || behind(begin + length, answeredTo))) {
            answerCaptured = true;
            answeredTo = begin + length;
            answeredMicros = micros;
        }
        if ((flags & Segment.ACK) != 0) {
            int acknowledged = segment.acknowledgment();
            receivedTo = !received || behind(acknowledged, receivedTo) ? acknowledged : receivedTo;
            received = true;
        }
    }

    private boolean answererLeft() {
        return answererLeftMicros != NOT_YET;
    }

    private void sent(int place) {
        if (!sent || (behind(place, sentTo) && place - sentTo < FARTHEST)) {
            sent = true;
            sentTo = place;
        }
    }

    /** The place behind the bytes of the asker's last segment. */
    int askedTo() {
        return askedTo;
    }

    /** Whether the answerer has received everything before {@code place}; false when nothing shows it. */
    boolean receivedAllBefore(int place) {
        return received && !behind(place, receivedTo);
    }

    /** Whether the answerer has received bytes of the asker that were not captured. */
    boolean receivedMore() {
        // a FIN has a number, too
        return received && behind(receivedTo, askedTo + 1);
    }

    /**
     * Whether the answerer has sent bytes behind {@code place} that were not captured. A single one may be its FIN, which has a number like
     * a byte; no answer is so short.
     */
    boolean sentUncapturedBehind(int place) {
        int captured = answerCaptured && behind(answeredTo, place) ? answeredTo : place;
        return sent && behind(sentTo, captured + 1);
    }

    /**
     * Whether the answerer has received a request and owes the answer: nothing shows that it may have been sent. One that the client
     * wants to be late is owed only by an answerer that ends the connection.
     */
    boolean owes(Exchange request) {
        return !request.excused()
                && receivedAllBefore(request.end())
                && !sentUncapturedBehind(request.answeredBehind())
                && (endedByAnswerer() || !request.waitsOnPurpose());
    }

    /** Time since the last captured byte of the answerer, µs; 0 when later bytes may not have been captured. */
    long silentMicros(long now) {
        boolean whole = answerCaptured && !(sent && behind(sentTo, answeredTo + 1));
        return whole ? now - answeredMicros : 0;
    }

    /** Bytes of the answerer between those that were captured and its FIN or RST, which is {@code last}. */
    int uncapturedBefore(Segment last) {
        int end = begin + last.payloadLength();
        int furthest = sent && behind(sentTo, end) ? sentTo : end;
        int count = answerCaptured ? furthest - answeredTo : 0;
        // a RST of somebody who does not know the connection has any number
        return count < 0 || count > FARTHEST ? 0 : count;
    }

    /** Whether the answerer ended the connection while the asker had not left. */
    boolean endedByAnswerer() {
        return answererLeftMicros != NOT_YET && (askerLeftMicros == NOT_YET || answererLeftMicros <= askerLeftMicros);
    }

    /** When the first end left, by FIN or RST, µs since the epoch; -1 while both stay. */
    long endedMicros() {
        return endedByAnswerer() ? answererLeftMicros : askerLeftMicros;
    }
}
