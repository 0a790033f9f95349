package io.nettools.analyser.tls;

import io.nettools.analyser.greeting.Protocol;
import io.nettools.analyser.opening.Opening;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.TlsHandshake;
import io.nettools.analyser.report.TlsHandshake.Outcome;

/**
 * The state of one handshake, in a fixed amount of memory. Once it has ended, it does not change any more. How it ended
 * is decided only when nothing older can still come, and not from bytes that were not captured.
 */
final class Handshake implements Opening<TlsHandshake> {
    private static final long UNKNOWN = -1;
    /** A client that leaves earlier has not waited for an answer: a scanner, a probe. */
    private static final long PATIENCE_MICROS = 100_000;
    /** A server that ends later than this after the client's Finished does not end because of it. */
    private static final long AT_ONCE_MICROS = 3_000_000;

    private final Side client;
    private final boolean proxied;
    private final Sent byClient = new Sent();
    private final Sent byServer = new Sent();
    private final Secrets secrets = new Secrets();
    private final Certificates certificates = new Certificates();
    private long startMicros = UNKNOWN;
    private long micros = UNKNOWN;
    private Hello offer;
    private Hello choice;
    private boolean answered;
    private boolean clientFinished;
    private boolean serverFinished;
    private boolean foreign;
    private Protocol spoken;
    private boolean answeredInTls;
    private Ending ending;
    private Outcome outcome;
    private String alert = "";
    private Side alertBy;

    /** Who closed the connection first, and how. */
    private record Ending(Side by, boolean reset, long micros) {}

    /**
     * One that may begin.
     *
     * @param client the end that sent what may be a ClientHello
     * @param greeting what the server spoke before; unknown when it said nothing
     * @param proxied whether the client sent a header of the PROXY protocol before
     */
    Handshake(Side client, Protocol greeting, boolean proxied) {
        this.client = client;
        this.spoken = greeting;
        this.proxied = proxied;
    }

    Side client() {
        return client;
    }

    Sent sent(Side by) {
        return by == client ? byClient : byServer;
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

    /**
     * Whether the handshake failed. One did not whose end was not seen, or whose client left before the server's
     * certificate came.
     */
    boolean failed() {
        if (!ended() || outcome == Outcome.Completed || outcome == Outcome.Underway) {
            return false;
        }
        boolean clientLeft = outcome == Outcome.ClosedByClient || outcome == Outcome.ResetByClient;
        return !clientLeft || certificates.shown();
    }

    @Override
    public boolean unanswered() {
        return outcome() == Outcome.Unanswered;
    }

    boolean tls13() {
        return choice != null && choice.version() == Version.TLS13;
    }

    private boolean chosen() {
        return choice != null && !choice.retry();
    }

    private int cipher() {
        return choice == null ? 0 : choice.cipher();
    }

    /** Notes that the server sent so many bytes, captured or not. */
    void answered(int count) {
        answered |= count > 0;
        secrets.byServer(count);
        if (secrets.serverGoesOn(cipher())) {
            end(Outcome.Completed);
        }
    }

    void message(Side sender, int type, int length, long now) {
        if (sender != client) {
            certificates.byServer(type);
            return;
        }
        boolean hello = type == Messages.CLIENT_HELLO && length >= Hello.SHORTEST;
        foreign = !begun() && !hello;
        startMicros = !begun() && hello ? now : startMicros;
        certificates.byClient(type, length);
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
        boolean older = chosen() && choice.version() != 0 && !tls13();
        if (older || clientFinished) {
            complete(now);
        } else if (sender == client) {
            protectedRecord(length, now);
        } else if (chosen()) {
            certificates.serverSecret(length);
        }
    }

    private void protectedRecord(int length, long now) {
        boolean early = offer == null || offer.earlyData() || offer.version() == 0;
        if (!chosen()) {
            // without the ServerHello only the length shows that it is not early data
            if (!early && (byServer.isLost() || byServer.missing() > 0)) {
                complete(now);
            }
            return;
        }
        boolean sure = !byClient.isLost() && !(offer != null && offer.earlyData());
        if (!sure) {
            complete(now);
            return;
        }
        secrets.byClient(length, cipher());
        certificates.byClient(secrets);
        if (secrets.clientLeft()) {
            complete(now);
        } else if (secrets.clientFinished()) {
            clock(now);
        }
    }

    private void complete(long now) {
        if (end(Outcome.Completed)) {
            clock(now);
        }
    }

    private void clock(long now) {
        // a clock that was set back must not make this the mark for "not seen"
        micros = micros == UNKNOWN ? Math.max(0, now - startMicros) : micros;
    }

    /** An alert ends it, unless it answers something that was not captured, which may have been the other end's FIN. */
    void alert(Side sender, String name) {
        boolean afterTheEnd = ending != null && ending.by() != sender;
        if (alertBy == null && !afterTheEnd && !ended() && begun()) {
            alert = name;
            alertBy = sender;
        }
    }

    /**
     * An alert that is encrypted and says so by its type, up to TLS 1.2. Its sender was content with the handshake: it
     * encrypts only then.
     */
    void encryptedAlert() {
        end(Outcome.Underway);
    }

    /** An end's first bytes are of that protocol. */
    void begins(Side sender, Protocol protocol) {
        boolean other = sender != client && protocol != Protocol.Tls;
        spoken = other && !spoken.known() ? protocol : spoken;
    }

    /** An end sent a record. */
    void record(Side sender) {
        answeredInTls |= sender != client;
    }

    void otherProtocol(Side sender, Protocol protocol) {
        if (sender == client) {
            foreign = !begun();
            return;
        }
        spoken = spoken.known() ? spoken : protocol;
        end(spoken == Protocol.Http ? Outcome.AnsweredByHttp : Outcome.AnsweredByOther);
    }

    /** An end closed the connection, by FIN or RST. */
    void closed(Side sender, boolean reset, long now) {
        if (ending == null) {
            ending = new Ending(sender, reset, now);
        }
    }

    /** An end had closed the connection before the ClientHello came. */
    void closedBefore(Side by) {
        if (by != client) {
            end(Outcome.ClosedByServer);
        }
    }

    /** Decides how it ended once all bytes before the end are there; they may come behind it. */
    void settle() {
        if (alertBy != null) {
            settleAlert();
        }
        if (ending == null || ended() || !begun()) {
            return;
        }
        if (secrets.clientAlert()) {
            encryptedAlertBy(client);
        } else if (secrets.clientFinished()) {
            afterFinished();
        } else if (byClient.isLost() || byServer.isLost()) {
            end(Outcome.Underway);
        } else if (byClient.missing() == 0 && byServer.missing() == 0) {
            end(spoken.known() && !answeredInTls ? Outcome.AnsweredByOther : withoutAWord());
        }
    }

    private void settleAlert() {
        Sent other = alertBy == client ? byServer : byClient;
        if (other.missing() == 0) {
            end(Outcome.Alert);
        }
    }

    private void encryptedAlertBy(Side sender) {
        if (end(Outcome.Alert)) {
            alert = Alert.ENCRYPTED;
            alertBy = sender;
        }
    }

    /** TLS 1.3: the server says only now what it thinks of the client's certificate. */
    private void afterFinished() {
        boolean atOnce = ending.micros() - startMicros - micros <= AT_ONCE_MICROS;
        boolean clear = byServer.missing() == 0 && byClient.missing() == 0;
        if (byClient.isLost() && !certificates.sent()) {
            // among what was not captured may have been the client's own alert that it leaves
            end(Outcome.Completed);
        } else if (atOnce && clear && secrets.serverAlert(cipher())) {
            encryptedAlertBy(client == Side.Client ? Side.Server : Side.Client);
        } else if (ending.by() == client || !atOnce) {
            end(Outcome.Completed);
        } else if (clear) {
            end(withoutAWord());
        }
    }

    private Outcome withoutAWord() {
        if (ending.by() != client) {
            return ending.reset() ? Outcome.ResetByServer : Outcome.ClosedByServer;
        }
        if (!answered && ending.micros() - startMicros >= PATIENCE_MICROS) {
            return Outcome.Unanswered;
        }
        return ending.reset() ? Outcome.ResetByClient : Outcome.ClosedByClient;
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
        if (secrets.clientFinished()) {
            return Outcome.Completed;
        }
        return answered || byServer.missing() > 0 ? Outcome.Underway : Outcome.Unanswered;
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
                chosen ? Version.name(version()) : "",
                chosenAlpn.isEmpty() && offer != null ? offer.alpn() : chosenAlpn,
                chosen && choice.cipher() != 0 ? CipherSuite.name(choice.cipher()) : "",
                micros == UNKNOWN ? null : micros,
                outcome() == Outcome.Alert ? alert : "",
                outcome() != Outcome.Alert ? "" : alertBy == client ? "Client" : "Server",
                outcome(),
                certificates.asReportedRequested(),
                certificates.asReportedSent(),
                outcome() == Outcome.AnsweredByHttp || outcome() == Outcome.AnsweredByOther ? spoken.title() : "",
                proxied ? true : null);
    }

    /** The version that was chosen; where that is cut off, protected records in the middle of the handshake are TLS 1.3. */
    private int version() {
        boolean inferred = choice.version() == 0 && secrets.any();
        return inferred ? Version.TLS13 : choice.version();
    }
}
