package io.nettools.analyser.finding;

import io.nettools.analyser.redis.Cause;
import io.nettools.analyser.report.Code;
import io.nettools.analyser.report.RedisStartup.Outcome;
import java.util.Optional;

/** The rules about connections to Redis. */
final class RedisRules {
    private RedisRules() {}

    static Optional<Diagnosis> unavailable(RedisFailures failed) {
        if (failed.cause().isPresent() && !failed.refuses(Cause.Kind.Service)) {
            return Optional.empty();
        }
        String meaning = failed.cause()
                .map(RedisRules::why)
                .orElseGet(() -> unanswered(failed.first().outcome()));
        String next = failed.cause().map(RedisRules::untilItServes).orElseGet(() -> untilItAnswers(failed));
        return Optional.of(diagnosis(Code.RedisUnavailable, failed, "unavailable")
                .meaning("The Redis server " + failed.server() + meaning)
                .next(next));
    }

    private static String why(Cause cause) {
        return switch (cause) {
            case Loading -> " runs, but serves nobody while it reads its data into memory.";
            case Busy -> " serves nobody while it runs a script that does not end.";
            case PrimaryDown -> " is a replica that has lost its primary, and shows no old data.";
            case ClusterDown -> " belongs to a cluster in which nobody serves the keys that the client asks for.";
            case Full -> " has as many connections as it allows, and takes no more.";
            default -> " serves nobody now.";
        };
    }

    private static String unanswered(Outcome outcome) {
        return switch (outcome) {
            case AnsweredByOther -> " does not speak Redis's protocol, at least not without TLS.";
            case ClosedByServer, ResetByServer -> " takes connections, but closes them without an answer.";
            default -> " takes connections, but does not answer.";
        };
    }

    private static String untilItServes(Cause cause) {
        return switch (cause) {
            case Loading ->
                "Wait until it has loaded (INFO persistence says loading:0). Was it killed before, by its memory limit or a liveness probe"
                        + " that does not wait so long? The application should try again.";
            case Busy ->
                "End the script with SCRIPT KILL or FUNCTION KILL, and look for one that loops or walks over all keys"
                        + " (SLOWLOG GET).";
            case PrimaryDown ->
                "Look at INFO replication there: which primary does it follow, and is that one up, reachable and its password"
                        + " known (masterauth)?";
            case ClusterDown ->
                "Run redis-cli --cluster check against any node: which node is down, which hash slots are covered by none? Bring"
                        + " that node or its replica back.";
            case Full ->
                "See who is connected (CLIENT LIST). Does an application open connections without closing them? Make its pool"
                        + " smaller, or raise maxclients and the limit of open files.";
            default -> "Read the server's log at that time.";
        };
    }

    private static String untilItAnswers(RedisFailures failed) {
        return failed.first().outcome() == Outcome.AnsweredByOther
                ? "Does the Service's targetPort name Redis's port? If the port wants TLS, use it in the client (rediss://)."
                : "Read the server's log at that time. Does the port want TLS (rediss:// in the client), does a proxy between have nobody"
                        + " behind it, or is the server stopped or out of memory?";
    }

    static Optional<Diagnosis> accessDenied(RedisFailures failed) {
        return failed.cause().filter(cause -> cause.kind() == Cause.Kind.Access).map(cause -> diagnosis(
                        Code.RedisAccessDenied, failed, "denies access")
                .meaning("The Redis server " + failed.server() + " is there, but " + denied(cause) + ".")
                .next(untilItLetsIn(cause)));
    }

    private static String denied(Cause cause) {
        return switch (cause) {
            case PasswordMissing -> "wants a password, and the client sends none";
            case PasswordWrong -> "the client's user or password is wrong";
            case PasswordNotAsked -> "has no password, while the client sends one and gives up";
            case NoPermission -> "its access list does not let the client's user do what it wants";
            case ProtectedMode -> "without a password it talks only to its own host (protected mode)";
            default -> "has no database of the number that the client selects";
        };
    }

    private static String untilItLetsIn(Cause cause) {
        return switch (cause) {
            case PasswordMissing ->
                "Give the application the password: is the Secret mounted, the variable's name right? A pod reads its variables only"
                        + " when it starts.";
            case PasswordWrong ->
                "Compare the password in the pod's Secret with the server's (requirepass, ACL LIST). Was it changed on one side"
                        + " only, or has the Secret a line break at its end? Does the user exist and is it on?";
            case PasswordNotAsked ->
                "Take the password out of the application's settings, or set it in the server (requirepass): is this the right server?";
            case NoPermission ->
                "See what was refused (ACL LOG) and what the user may do (ACL GETUSER), and allow the command, key pattern or channel"
                        + " (ACL SETUSER).";
            case ProtectedMode ->
                "Set a password (requirepass) and give it to the application. protected-mode no opens the server to everybody who"
                        + " reaches it.";
            default ->
                "Compare the database's number with the server's setting databases (16 by default); a cluster has only 0. Use a"
                        + " prefix of the keys or a server of its own instead.";
        };
    }

    static Optional<Diagnosis> writeRefused(RedisFailures failed) {
        return failed.cause().filter(cause -> cause.kind() == Cause.Kind.Write).map(cause -> diagnosis(
                        Code.RedisWriteRefused, failed, "refuses writes")
                .meaning("The Redis server " + failed.server() + " answers, but takes no writes: " + unwritable(cause)
                        + ".")
                .next(untilItWrites(cause)));
    }

    private static String unwritable(Cause cause) {
        return switch (cause) {
            case ReadOnly -> "it is a read-only replica";
            case OutOfMemory -> "its memory is full, and it may evict nothing";
            case NotPersisted -> "it cannot save its data to disk";
            default -> "too few replicas follow it";
        };
    }

    private static String untilItWrites(Cause cause) {
        return switch (cause) {
            case ReadOnly ->
                "Connect to the primary (INFO replication names it): by Sentinel, or a Service that selects the primary only. After a"
                        + " failover a client must look the name up and connect again.";
            case OutOfMemory ->
                "Look at INFO memory. Raise maxmemory and the pod's limit, let it evict (maxmemory-policy), or give the keys an expiry;"
                        + " redis-cli --bigkeys finds the largest.";
            case NotPersisted ->
                "Read the server's log for why it could not save: is its volume full or read-only, or is there no memory to fork"
                        + " (vm.overcommit_memory)? CONFIG GET dir names the folder.";
            default ->
                "Bring the replicas back (INFO replication lists them with their lag), or lower min-replicas-to-write.";
        };
    }

    private static Diagnosis diagnosis(Code code, RedisFailures failed, String what) {
        long count = failed.failure().count();
        String error = failed.first().error().isEmpty() ? "" : failed.first().error() + ", ";
        String share = Wording.of(count, Math.max(count, failed.connections()));
        return Diagnosis.of(
                        code,
                        failed.server(),
                        count,
                        "Redis " + failed.server() + " " + what + " (" + error + share + ")")
                .outOf(failed.connections())
                .shownBy(failed.how())
                .shownBy(failed.who())
                .shownBy(failed.words())
                .shownBy(failed.example());
    }
}
