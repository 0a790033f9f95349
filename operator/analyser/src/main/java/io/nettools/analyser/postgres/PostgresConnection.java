package io.nettools.analyser.postgres;

import io.nettools.analyser.packet.Bytes;
import io.nettools.analyser.packet.Packet;
import io.nettools.analyser.packet.Segment;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.PostgresStartup.Encryption;
import io.nettools.analyser.report.PostgresStartup.Outcome;
import io.nettools.analyser.stream.NewBytes;

/**
 * A connection that speaks PostgreSQL's protocol, until its start-up is over. An instance is created only for bytes
 * that may begin a start-up; all other connections are one of the two constants. Passwords are in the client's messages
 * behind the StartupMessage, and only the type of these is read.
 *
 * <pre>
 * SILENT ─► (SSLRequest ─► N)* ─► StartupMessage ─► Authentication… ─► ReadyForQuery ─► DONE
 *                       └► S: TLS begins ─► DONE                    └► ErrorResponse ─► DONE
 * </pre>
 */
public final class PostgresConnection implements Messages.Listener {
    /** A connection without any bytes so far. */
    public static final PostgresConnection SILENT = new PostgresConnection(Side.Client);

    /** A connection that speaks another protocol, or whose start-up failed: nothing more is read. */
    static final PostgresConnection DONE = new PostgresConnection(Side.Client);

    /** Its start-up is over, and queries follow: nothing more is read. */
    static final PostgresConnection STARTED = new PostgresConnection(Side.Client);

    private static final int AUTHENTICATION_CODE = 4;
    /** Bytes of an error that are kept: severity, code, and the first hundred characters of its message. */
    private static final int ERROR_FIELDS = 256;

    private final Side client;
    private final Startup startup = new Startup();
    private final Messages answers = new Messages(this);
    private Request request = new Request();
    private boolean errorForReply;
    private boolean foreign;
    private long micros;
    private long answeredMicros;
    private boolean acknowledges;
    private int firstAcknowledged;

    /** @param client sender of the bytes that may begin a start-up */
    PostgresConnection(Side client) {
        this.client = client;
    }

    /** Whether each message of the client wants an answer of the server from here on. */
    public boolean started() {
        return this == STARTED;
    }

    Side client() {
        return client;
    }

    Startup startup() {
        return startup;
    }

    /** Whether the bytes that might begin a start-up are of another protocol. */
    boolean foreign() {
        return foreign;
    }

    void read(Packet packet, Side sender, NewBytes fresh) {
        micros = packet.micros();
        Segment segment = packet.segment();
        if (sender == client && segment.present() && segment.has(Segment.ACK)) {
            acknowledged(segment.acknowledgment());
        }
        if (fresh.any() || fresh.cut() > 0) {
            said(packet.bytes(), sender, fresh);
        }
        boolean reset = segment.present() && segment.has(Segment.RST);
        if (!reset && !(segment.present() && segment.has(Segment.FIN))) {
            return;
        }
        if (sender == client) {
            startup.closedByClient(reset);
        } else {
            startup.closedByServer(reset);
        }
    }

    private void said(Bytes bytes, Side sender, NewBytes fresh) {
        if (sender != client) {
            answer(bytes, fresh);
        } else if (startup.begun()) {
            goesOn((char) bytes.u8(fresh.from()));
        } else {
            ask(bytes, fresh);
        }
    }

    /** Acknowledgments that grow prove that the server sent bytes, captured or not; one alone may be its FIN. */
    private void acknowledged(int number) {
        firstAcknowledged = acknowledges ? firstAcknowledged : number;
        acknowledges = true;
        if (number - firstAcknowledged > 1) {
            startup.answered();
        }
    }

    private void ask(Bytes bytes, NewBytes fresh) {
        request = request.kind() == Request.Kind.Unfinished ? request : new Request();
        request.read(bytes, fresh);
        switch (request.kind()) {
            case Ssl -> startup.asks(Encryption.Tls);
            case Gss -> startup.asks(Encryption.Gss);
            case Cancel -> startup.cancels();
            case Startup -> startup.begin(request.parameters(), micros);
            case Other -> other();
            case Unfinished -> {}
        }
    }

    private void other() {
        foreign = !startup.known();
        if (startup.asksForEncryption()) {
            startup.encrypted();
        } else if (!foreign) {
            startup.end(Outcome.Underway);
        }
    }

    /** Ends the start-up at a query: the server accepted the client, even if that message was not captured. */
    private void goesOn(char type) {
        boolean over =
                switch (type) {
                    case 'Q', 'P', 'F' -> true; // Query, Parse, FunctionCall
                    case 'X' -> startup.authenticated(); // Terminate
                    default -> false;
                };
        if (over && answers.lost()) {
            startup.ready(answeredMicros);
        }
    }

    private void answer(Bytes bytes, NewBytes fresh) {
        startup.answered();
        answeredMicros = micros;
        if (startup.begun() || errorForReply) {
            answers.read(bytes, fresh);
        } else if (startup.asksForEncryption()) {
            reply(bytes, fresh);
        } else {
            foreign = !startup.known();
        }
    }

    /**
     * Reads the reply of one byte, behind which the server waits for the client. A longer one is something else, even
     * "SSH-2.0".
     */
    private void reply(Bytes bytes, NewBytes fresh) {
        boolean alone = fresh.to() - fresh.from() == 1 && fresh.cut() == 0;
        char first = (char) bytes.u8(fresh.from());
        if (alone && (first == 'S' || first == 'G')) {
            startup.encrypted();
        } else if (alone && first == 'N') {
            startup.encryptionRefused();
        } else {
            errorForReply = true;
            answers.read(bytes, fresh);
        }
    }

    @Override
    public int wanted(char type) {
        return switch (type) {
            case Messages.AUTHENTICATION -> AUTHENTICATION_CODE;
            case Messages.ERROR -> ERROR_FIELDS;
            default -> 0;
        };
    }

    @Override
    public void message(char type, byte[] body, int length) {
        switch (type) {
            case Messages.AUTHENTICATION -> authentication(body, length);
            case Messages.ERROR -> startup.refused(ServerError.in(body, length), micros);
            case Messages.READY -> startup.ready(micros);
            default -> {}
        }
    }

    private void authentication(byte[] body, int length) {
        if (length == AUTHENTICATION_CODE) {
            startup.authentication(Bytes.of(body, length).i32(0));
        }
    }

    @Override
    public void otherProtocol() {
        startup.end(Outcome.AnsweredByOther);
    }
}
