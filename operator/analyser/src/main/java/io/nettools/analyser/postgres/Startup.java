package io.nettools.analyser.postgres;

import io.nettools.analyser.opening.Opening;
import io.nettools.analyser.report.PostgresStartup;
import io.nettools.analyser.report.PostgresStartup.Encryption;
import io.nettools.analyser.report.PostgresStartup.Outcome;

/** The state of one start-up, of a fixed size. Nothing changes it once it has ended. */
final class Startup implements Opening<PostgresStartup> {
    private static final long UNKNOWN = -1;

    private Parameters parameters = Parameters.NONE;
    private Encryption encryption = Encryption.NotAsked;
    private Encryption wanted = Encryption.NotAsked;
    private String authentication = "";
    private boolean authenticated;
    private boolean answered;
    private long startMicros = UNKNOWN;
    private long latencyMicros = UNKNOWN;
    private ServerError error = ServerError.NONE;
    private boolean cancels;
    private Outcome outcome;

    /** Whether the client has sent a message of this protocol; before that nothing is reported. */
    boolean known() {
        return wanted != Encryption.NotAsked || begun() || cancels;
    }

    /** Whether the StartupMessage was captured. */
    boolean begun() {
        return startMicros != UNKNOWN;
    }

    boolean ended() {
        return outcome != null;
    }

    boolean authenticated() {
        return authenticated;
    }

    /** Whether the client asked for encryption and has no answer. */
    boolean asksForEncryption() {
        return encryption == Encryption.Asked;
    }

    void asks(Encryption kind) {
        wanted = kind;
        encryption = Encryption.Asked;
    }

    /** The server sent bytes. */
    void answered() {
        answered = true;
    }

    /** The server accepted encryption, or the client goes on as if it had. */
    void encrypted() {
        if (end(Outcome.Encrypted)) {
            encryption = wanted;
        }
    }

    void encryptionRefused() {
        encryption = Encryption.Refused;
    }

    void begin(Parameters said, long now) {
        // a client that goes on in the clear was refused, even if that was not captured
        encryption = asksForEncryption() ? Encryption.Refused : encryption;
        parameters = said;
        startMicros = now;
    }

    void authentication(int code) {
        authenticated |= code == Authentication.OK;
        if (authentication.isEmpty()) {
            authentication = authenticated ? Authentication.NONE : Authentication.method(code);
        }
    }

    /** The client cancels a query, with a connection for this alone. */
    void cancels() {
        cancels = end(Outcome.CancelRequest);
    }

    void ready(long now) {
        if (end(Outcome.Ready)) {
            took(now);
        }
    }

    void refused(ServerError why, long now) {
        if (end(Outcome.Error)) {
            error = why;
            took(now);
        }
    }

    private void took(long now) {
        // a clock that was set back must not give the value for "unknown"
        latencyMicros = begun() ? Math.max(0, now - startMicros) : UNKNOWN;
    }

    void closedByClient(boolean reset) {
        if (!answered) {
            end(Outcome.Unanswered);
        } else if (encryption == Encryption.Refused && !begun()) {
            end(Outcome.EncryptionRefused);
        } else {
            end(reset ? Outcome.ResetByClient : Outcome.ClosedByClient);
        }
    }

    void closedByServer(boolean reset) {
        end(reset ? Outcome.ResetByServer : Outcome.ClosedByServer);
    }

    boolean end(Outcome how) {
        if (ended()) {
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

    /**
     * Whether the server did not accept the client. A client that closes the connection after an answer may only have
     * tested the server.
     */
    boolean failed() {
        return ended()
                && switch (outcome) {
                    case Error, EncryptionRefused, Unanswered, ClosedByServer, ResetByServer, AnsweredByOther -> true;
                    case Ready, Encrypted, CancelRequest, Underway, ClosedByClient, ResetByClient -> false;
                };
    }

    @Override
    public boolean unanswered() {
        return outcome() == Outcome.Unanswered;
    }

    @Override
    public PostgresStartup report(String client, String server) {
        return new PostgresStartup(
                client,
                server,
                parameters.user(),
                parameters.database(),
                encryption,
                authentication,
                outcome(),
                error.severity(),
                error.sqlState(),
                SqlState.condition(error.sqlState()),
                error.message(),
                latencyMicros == UNKNOWN ? null : latencyMicros);
    }
}
