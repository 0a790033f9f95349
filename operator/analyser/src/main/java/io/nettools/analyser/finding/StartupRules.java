package io.nettools.analyser.finding;

import io.nettools.analyser.report.Code;
import java.util.Optional;

/** The rules about starts of MySQL, MongoDB, Kafka, AMQP and LDAP. */
final class StartupRules {
    private StartupRules() {}

    static Optional<Diagnosis> plainTextOnTlsPort(StartupFailures failed) {
        return failed.needsTls()
                ? Optional.of(diagnosis(
                                Code.PlainTextOnTlsPort,
                                failed,
                                failed.first().protocol().title() + " without TLS to "
                                        + failed.failure().server() + ", which wants TLS")
                        .meaning("The client speaks plain "
                                + failed.first().protocol().title() + " to "
                                + failed.failure().server() + ", but the server expects TLS there.")
                        .next(StartupAdvice.of(failed.first())))
                : Optional.empty();
    }

    static Optional<Diagnosis> unavailable(StartupFailures failed) {
        return failed.unavailable()
                ? Optional.of(diagnosis(
                                failed.database() ? Code.DatabaseUnavailable : Code.ServerUnavailable,
                                failed,
                                failed.server() + " unavailable: " + what(failed))
                        .meaning("The " + failed.first().protocol().title() + " server "
                                + failed.failure().server() + " is reachable, but does not serve the client: "
                                + what(failed) + ".")
                        .next(StartupAdvice.of(failed.first())))
                : Optional.empty();
    }

    static Optional<Diagnosis> loginRefused(StartupFailures failed) {
        return failed.refused()
                ? Optional.of(diagnosis(
                                failed.database() ? Code.DatabaseLoginRefused : Code.LoginRefused,
                                failed,
                                failed.server() + " refuses logins: " + what(failed))
                        .meaning("The " + failed.first().protocol().title() + " server "
                                + failed.failure().server() + " is reachable, but refuses the client: "
                                + what(failed) + ".")
                        .next(StartupAdvice.of(failed.first())))
                : Optional.empty();
    }

    private static String what(StartupFailures failed) {
        return switch (failed.cause()) {
            case Full -> "too many connections";
            case UserFull -> "too many connections of this user";
            case ShuttingDown -> "it is stopping or offline";
            case NotPrimary -> "it is not the primary";
            case Busy -> "it is busy";
            case OtherVersion -> "it speaks another version of the protocol";
            case Closes -> "it closes connections without an answer";
            case OtherError -> "it answers with an error";
            case TlsExpected, TlsRequired -> "it requires TLS";
            case TlsMissing -> "it does not offer TLS";
            case PasswordWrong -> "user or password is wrong";
            case PasswordExpired -> "the password has expired";
            case AccountLocked -> "the account is locked or disabled";
            case NotPermitted -> "the user has no permission for that";
            case NoSuchDatabase ->
                failed.database()
                        ? "the requested database does not exist"
                        : "the requested virtual host does not exist";
            case Mechanism -> "it does not offer the client's login method";
            case HostBlocked -> "the client's host is blocked after many failed connections";
            case HostNotAllowed -> "the client's host is not allowed to connect";
            case Unwilling -> "the server does not allow it";
        };
    }

    private static Diagnosis diagnosis(Code code, StartupFailures failed, String headline) {
        long count = failed.failure().count();
        String number = failed.code().isEmpty() ? "" : failed.code() + ", ";
        return Diagnosis.of(
                        code,
                        failed.failure().server(),
                        count,
                        headline + " (" + number + Wording.of(count, failed.connections()) + ")")
                .outOf(failed.connections())
                .shownBy(failed.how())
                .shownBy(failed.who())
                .shownBy(failed.words())
                .shownBy(failed.example());
    }
}
