package io.nettools.analyser.redis;

import io.nettools.analyser.opening.Opening;
import io.nettools.analyser.packet.Side;
import io.nettools.analyser.report.RedisStartup;
import io.nettools.analyser.report.RedisStartup.Outcome;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * The state of one connection and its failures, of a fixed size. An error is a failure if the client cannot go on: its
 * next command decides about a missing password, its end about a refused database.
 */
final class Startup implements Opening<RedisStartup> {
    private static final long UNKNOWN = -1;
    /**
     * Shortest wait for an answer that is a failure, µs. A client that closes sooner may not wait for the answer, as a
     * simple health check.
     */
    private static final long PATIENCE_MICROS = 1_000_000;

    private final Listener listener;
    private final boolean fromItsStart;
    private String user = "";
    private String database = "";
    private String version = "";
    private String protocol = "";
    private Command first = Command.Unknown;
    private boolean onlyPings = true;
    private boolean working;
    private boolean quits;
    private int open;
    private long firstMicros;
    private long startMicros = UNKNOWN;
    private long latencyMicros = UNKNOWN;
    private boolean heard;
    private boolean answered;
    private boolean ready;
    private boolean served;
    private boolean left;
    private Outcome end;
    private Optional<ServerError> shown = Optional.empty();
    private Optional<ServerError> keptOut = Optional.empty();
    private Optional<ServerError> undecided = Optional.empty();
    private Optional<RedisStartup> loginFailure = Optional.empty();
    private final Set<Cause> counted = EnumSet.noneOf(Cause.class);

    /** Receives failures, and what withdraws them. */
    interface Listener {
        /** The connection failed; returns its present report. */
        RedisStartup failed(long micros);

        /** A failure is withdrawn. */
        void withdrawn(RedisStartup failure);

        /** The server serves its clients. */
        void serves();
    }

    /** @param fromItsStart whether the beginning of the connection was captured */
    Startup(Listener listener, boolean fromItsStart) {
        this.listener = listener;
        this.fromItsStart = fromItsStart;
    }

    /** The client begins a command. */
    void begins(Command command, long now) {
        if (first == Command.Unknown) {
            first = command;
            firstMicros = now;
        }
        quits = command == Command.Quit;
        onlyPings &= command == Command.Ping || quits;
        working |= !command.starts();
        if (!working) {
            startMicros = startMicros == UNKNOWN ? now : startMicros;
            open++;
        }
        boolean waits = command.logsIn() || quits || onlyPings;
        if (!waits && isUndecided(Cause.PasswordMissing)) {
            decide(now);
        }
    }

    /** Takes the arguments of a command of the start. */
    void said(Arguments arguments) {
        user = arguments.user().isEmpty() ? user : arguments.user();
        version = arguments.command() == Command.Hello ? arguments.version() : version;
        database = arguments.command() == Command.Select && !working ? arguments.database() : database;
    }

    /** The server sent a packet. */
    void heard() {
        heard = true;
    }

    /** The capture missed bytes, which may have been a login. */
    void missedSome() {
        undecided = Optional.empty();
    }

    /** The server answered a command without an error. */
    void succeeded(Command command, long now) {
        answers(command, now);
        if (command == Command.Quit || (command == Command.Unknown && quits)) {
            return;
        }
        ready = true;
        if (command == Command.Hello) {
            protocol = version.equals("2") || version.equals("3") ? "RESP" + version : "";
        }
        if (command.works()) {
            serves();
        }
        if (keptOut.isPresent() && ends(keptOut.get().cause(), command)) {
            letIn();
        }
    }

    private void serves() {
        served = true;
        listener.serves();
        if (!counted.isEmpty()) {
            counted.removeIf(Cause::passes);
            shown = shown.filter(error -> !error.cause().passes());
        }
    }

    private static boolean ends(Cause cause, Command succeeded) {
        return switch (cause) {
            case PasswordMissing -> true;
            case PasswordWrong -> succeeded.logsIn();
            case ProtectedMode, Full -> false;
            default -> succeeded.works();
        };
    }

    private void letIn() {
        Cause cause = keptOut.orElseThrow().cause();
        keptOut = Optional.empty();
        undecided = Optional.empty();
        if (cause.untilLogin() || cause.ignorable()) {
            shown = Optional.empty();
            counted.remove(cause);
            withdraw();
        }
    }

    private void withdraw() {
        loginFailure.ifPresent(listener::withdrawn);
        loginFailure = Optional.empty();
    }

    /** The server answered a command with an error of healthy use. */
    void declined(Command command, long now) {
        answers(command, now);
        ready |= command.works();
    }

    /** The server answered a command with another error. */
    void refused(ServerError error, Command command, long now) {
        if (!error.mayAnswer(command)) {
            declined(command, now);
            return;
        }
        answers(command, now);
        switch (error.cause()) {
            case NoPermission -> {
                ready = true;
                if (!error.command().orElse(command).optional()) {
                    fail(error, now);
                }
            }
            case PasswordMissing -> {
                // after a wrong password it adds nothing
                if (keptOut.filter(before -> before.cause() == Cause.PasswordWrong)
                        .isEmpty()) {
                    await(error);
                }
            }
            case PasswordNotAsked, NoSuchDatabase -> await(error);
            case PasswordWrong -> {
                keepOut(error);
                fail(error, now);
            }
            case ProtectedMode, Full, Loading, Busy, PrimaryDown, ClusterDown -> {
                if (!served) {
                    keepOut(error);
                }
                fail(error, now);
            }
            case ReadOnly, OutOfMemory, NotPersisted, TooFewReplicas -> {
                ready = true;
                fail(error, now);
            }
        }
    }

    /** Keeps an error undecided until the client's next command or its end. */
    private void await(ServerError error) {
        keepOut(error);
        undecided = counted.contains(error.cause()) ? Optional.empty() : keptOut;
    }

    private void keepOut(ServerError error) {
        keptOut = Optional.of(error);
        shown = keptOut;
        undecided = Optional.empty();
    }

    private void answers(Command command, long now) {
        answered = true;
        if (command.starts() && open > 0) {
            open--;
            // a clock that was set back must not give the value for "unknown"
            latencyMicros = Math.max(0, now - startMicros);
        }
    }

    private void decide(long now) {
        ServerError error = undecided.orElseThrow();
        undecided = Optional.empty();
        fail(error, now);
    }

    /** Reports a failure, once for each cause. */
    private void fail(ServerError error, long now) {
        shown = Optional.of(error);
        if (!counted.add(error.cause())) {
            return;
        }
        if (error.cause().untilLogin()) {
            withdraw();
            loginFailure = Optional.of(listener.failed(now));
        } else {
            listener.failed(now);
        }
    }

    /** One end closes the connection. */
    void closed(Side by, boolean reset, long now) {
        boolean probe = onlyPings && isUndecided(Cause.PasswordMissing);
        if (undecided.isPresent() && !probe) {
            decide(now);
        }
        boolean asks = fromItsStart && !answered && !left && (first.starts() || first == Command.Ping);
        if (by == Side.Client) {
            boolean waited = heard && now - firstMicros >= PATIENCE_MICROS;
            left |= !answered;
            end(reset ? Outcome.ResetByClient : Outcome.ClosedByClient);
            if (asks && waited) {
                listener.failed(now);
            }
        } else {
            end(reset ? Outcome.ResetByServer : Outcome.ClosedByServer);
            if (asks) {
                listener.failed(now);
            }
        }
    }

    /** The server's first bytes are of another protocol. */
    void answeredByOther(long now) {
        end(Outcome.AnsweredByOther);
        answered = true;
        listener.failed(now);
    }

    private void end(Outcome how) {
        if (end == null && !left) {
            end = how;
        }
    }

    private boolean isUndecided(Cause cause) {
        return undecided.isPresent() && undecided.get().cause() == cause;
    }

    Outcome outcome() {
        if (keptOut.isPresent()) {
            return Outcome.Error;
        }
        if (ready) {
            return Outcome.Ready;
        }
        if (end != null) {
            return end;
        }
        return answered ? Outcome.Underway : Outcome.Unanswered;
    }

    @Override
    public boolean unanswered() {
        return outcome() == Outcome.Unanswered;
    }

    @Override
    public RedisStartup report(String client, String server) {
        return new RedisStartup(
                client,
                server,
                user,
                database,
                protocol,
                outcome(),
                shown.map(ServerError::code).orElse(""),
                shown.map(ServerError::message).orElse(""),
                latencyMicros == UNKNOWN ? null : latencyMicros);
    }
}
