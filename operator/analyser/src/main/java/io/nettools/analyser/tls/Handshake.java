package io.nettools.analyser.tls;

import io.nettools.analyser.opening.Opening;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.TlsHandshake.Outcome;

/** The state of one handshake, in a fixed amount of memory. Once it has ended, it does not change any more. */
final class Handshake implements Opening<TlsHandshake> {
    private static final long UNKNOWN = -1;
    /** An alert (2 bytes), its inner type and the tag of all suites but CCM_8 (RFC 8446 §5.2); a Finished is longer. */
    private static final int PROTECTED_ALERT = 2 + 1 + 16;

    private final Side client;
    private long startMicros = UNKNOWN;
    private long micros = UNKNOWN;
    private Hello offer;
    private Hello choice;
    private boolean answered;
    private boolean clientFinished;
    private boolean serverFinished;
    private boolean certificateRequested;
    private boolean protectedAlert;
    private boolean foreign;
    private Outcome outcome;
    private String alert = "";
    private Side alertBy;

    /** @param client the end that sent what may be a ClientHello */
    Handshake(Side client) {
        this.client = client;
    }

    Side client() {
        return client;
    }

    /** Whether the client's first message is a ClientHello: until then it is not reported. */
    boolean begun() {
        return startMicros != UNKNOWN;
    }

    /** Whether the client's first bytes are not a ClientHello. */
    boolean foreign() {
        return foreign;
    }

    boolean ended() {
        return outcome != null;
    }

    /** Whether the handshake failed; one that the end of the capture cut off did not. */
    boolean failed() {
        return ended() && outcome != Outcome.Completed;
    }

    @Override
    public boolean unanswered() {
        return outcome() == Outcome.Unanswered;
    }

    boolean tls13() {
        return choice != null && choice.version() == Version.TLS13;
    }

    /** Notes that the server sent something. */
    void answered() {
        answered = true;
    }

    void message(Side sender, int type, int length, long now) {
        if (sender != client) {
            certificateRequested |= type == Messages.CERTIFICATE_REQUEST;
            return;
        }
        boolean hello = type == Messages.CLIENT_HELLO && length >= Hello.SHORTEST;
        foreign = !begun() && !hello;
        startMicros = !begun() && hello ? now : startMicros;
    }

    void clientHello(Side sender, Hello hello) {
        if (sender == client && (offer == null || choice == null || choice.retry())) {
            // the second one, after a HelloRetryRequest, may lack the name of the first only if it was cut
            offer = offer == null || !hello.serverName().isEmpty() ? hello : offer;
        }
    }

    void serverHello(Side sender, Hello hello) {
        if (sender != client && (choice == null || choice.retry())) {
            choice = hello;
        }
    }

    /** An encrypted handshake message up to TLS 1.2: the Finished. */
    void finished(Side sender, long now) {
        clientFinished |= sender == client;
        serverFinished |= sender != client;
        if (clientFinished && serverFinished) {
            complete(now);
        }
    }

    void applicationData(Side sender, int length, long now) {
        if (tls13() || choice == null || choice.version() == 0) {
            protectedRecord(sender, length, now);
            return;
        }
        complete(now);
    }

    private void protectedRecord(Side sender, int length, long now) {
        boolean chosen = choice != null && !choice.retry();
        if (sender != client || !chosen || protectedAlert) {
            return;
        }
        boolean early = offer == null || offer.earlyData();
        protectedAlert = length == PROTECTED_ALERT && !early;
        if (!protectedAlert) {
            complete(now);
        }
    }

    private void complete(long now) {
        if (end(Outcome.Completed)) {
            // a clock that was set back must not make this the mark for "not seen"
            micros = Math.max(0, now - startMicros);
        }
    }

    void alert(Side sender, String name) {
        if (end(Outcome.Alert)) {
            alert = name;
            alertBy = sender;
        }
    }

    void otherProtocol(Side sender, boolean http) {
        if (sender == client) {
            foreign = !begun();
            return;
        }
        end(http ? Outcome.AnsweredByHttp : Outcome.AnsweredByOther);
    }

    /** An end closed the connection, by FIN or RST. */
    void closed(Side sender, boolean reset) {
        if (protectedAlert) {
            alert(client, Alert.ENCRYPTED);
        }
        if (sender == client) {
            end(reset ? Outcome.ResetByClient : Outcome.ClosedByClient);
        } else {
            end(reset ? Outcome.ResetByServer : Outcome.ClosedByServer);
        }
    }

    private boolean end(Outcome how) {
        if (ended() || !begun()) {
            return false;
        }
        outcome = how;
        return true;
    }

    Outcome outcome() {
        if (ended()) {
            return outcome;
        }
        return answered ? Outcome.Underway : Outcome.Unanswered;
    }

    @Override
    public TlsHandshake report(String clientEnd, String serverEnd) {
        boolean chosen = choice != null;
        String chosenAlpn = chosen ? choice.alpn() : "";
        return new TlsHandshake(
                clientEnd,
                serverEnd,
                offer == null ? "" : offer.serverName(),
                offer == null ? "" : Version.name(offer.version()),
                chosen ? Version.name(choice.version()) : "",
                chosenAlpn.isEmpty() && offer != null ? offer.alpn() : chosenAlpn,
                chosen && choice.cipher() != 0 ? CipherSuite.name(choice.cipher()) : "",
                micros == UNKNOWN ? null : micros,
                alert,
                alertBy == null ? "" : alertBy == client ? "Client" : "Server",
                outcome(),
                certificateRequested ? true : null);
    }
}
