package io.nettools.analyser.http;

import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.stream.NewBytes;

/**
 * How far the two streams of a connection got, captured or not, and when they ended. A sequence number shows what its sender has sent, an
 * acknowledgment number what its sender has received (RFC 9293 §3.4): a capture that misses packets, or has one direction only, still
 * shows that an answer was sent, or that a request arrived. Places in a stream are sequence numbers, which wrap around.
 */
final class Delivery {
    /** The largest window (RFC 7323 §2.3): a number further ahead does not belong to this connection. */
    private static final int FARTHEST = 1 << 30;

    private static final long NOT_YET = -1;

    private int askedTo;
    private boolean answerCaptured;
    private int answeredTo;
    private boolean sent;
    private int sentTo;
    private boolean received;
    private int receivedTo;
    private long askerLeftMicros = NOT_YET;
    private long answererLeftMicros = NOT_YET;

    /** Whether {@code place} lies behind {@code other}. */
    static boolean behind(int place, int other) {
        return place - other > 0;
    }

    /** The place of the first new byte of a segment. */
    static int place(Segment segment, NewBytes fresh) {
        int begin = segment.sequence() + (segment.has(Segment.SYN) ? 1 : 0);
        return begin + Math.max(0, fresh.from() - segment.payload());
    }

    /** Takes the next segment of the end that asks. */
    void asks(Segment segment, long micros) {
        if (segment.has(Segment.RST)) {
            askerLeaves(micros);
            return;
        }
        askedTo = segment.sequence() + segment.payloadLength();
        if (segment.has(Segment.ACK)) {
            sent(segment.acknowledgment());
        }
        if (segment.has(Segment.FIN)) {
            askerLeaves(micros);
        }
    }

    private void askerLeaves(long micros) {
        askerLeftMicros = askerLeftMicros == NOT_YET ? micros : askerLeftMicros;
    }

    /** Takes the next segment of the end that answers; returns whether it ends the connection although the asker has not left. */
    boolean answers(Segment segment, long micros) {
        boolean reset = segment.has(Segment.RST);
        if (!reset) {
            answersOn(segment);
        }
        boolean leaves = !answererLeft() && (reset || segment.has(Segment.FIN));
        answererLeftMicros = leaves ? micros : answererLeftMicros;
        return leaves && askerLeftMicros == NOT_YET;
    }

    private void answersOn(Segment segment) {
        int end = segment.sequence() + segment.payloadLength();
        sent(segment.sequence());
        if (segment.payloadLength() > 0 && (!answerCaptured || behind(end, answeredTo))) {
            answerCaptured = true;
            answeredTo = end;
        }
        if (segment.has(Segment.ACK) && (!received || behind(segment.acknowledgment(), receivedTo))) {
            received = true;
            receivedTo = segment.acknowledgment();
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

    /** Bytes of the answerer between those that were captured and its FIN or RST, which is {@code last}. */
    int uncapturedBefore(Segment last) {
        int end = last.sequence() + last.payloadLength();
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
