package io.nettools.analyser.finding;

import io.nettools.analyser.startup.Protocol;
import io.nettools.analyser.startup.Refusal;

/** What to do about a start that a server refused. */
final class StartupAdvice {
    private static final String SERVER_LOG =
            "Read the server's log at that time; it has more detail than the client gets.";

    private static final String SECRET =
            "Compare user and password in the pod's Secret with the server's. Was it changed on one side only, or does"
                    + " the Secret end with a line break? A pod reads its variables only when it starts.";
    private static final String MARIADB = " MariaDB says the same to a client that lacks required TLS.";

    private StartupAdvice() {}

    static String of(Refusal refusal) {
        return switch (refusal.cause()) {
            case PasswordWrong -> SECRET + (refusal.protocol() == Protocol.MySql ? MARIADB : "");
            case PasswordExpired ->
                "Set a new password for that user in the server, and the same one in the pod's Secret.";
            case AccountLocked ->
                "Unlock or enable the account in the server. Did wrong passwords lock it? Then find the client that still"
                        + " sends the old one.";
            case TlsExpected, TlsRequired ->
                "Enable TLS in the client's settings, with the CA certificate of the server, and check the port: many"
                        + " servers have one for TLS and one without.";
            case TlsMissing -> "Enable TLS in the server, or let the client use the port or address that has it.";
            case ShuttingDown ->
                "Is the server's pod restarting, evicted or in maintenance (kubectl get pods, the server's log)? The"
                        + " application should retry until it is ready.";
            case Closes ->
                "Does the port expect TLS or a login that the client does not send? Compare the client's settings with the"
                        + " server's listeners, and read the server's log at that time.";
            default -> ofProtocol(refusal);
        };
    }

    private static String ofProtocol(Refusal refusal) {
        return switch (refusal.protocol()) {
            case MySql -> ofMySql(refusal);
            case MongoDb -> ofMongoDb(refusal);
            case Kafka -> ofKafka(refusal);
            case Amqp -> ofAmqp(refusal);
            case Ldap -> ofLdap(refusal);
        };
    }

    private static String ofMySql(Refusal refusal) {
        return switch (refusal.cause()) {
            case Full ->
                "See who is connected (SHOW PROCESSLIST). Make the applications' connection pools smaller, close idle"
                        + " connections, or raise max_connections.";
            case UserFull ->
                "See who is connected (SHOW PROCESSLIST). Make the applications' connection pools smaller, or raise"
                        + " max_user_connections or the user's own limit (ALTER USER).";
            case HostBlocked ->
                "Find out why connections of that host failed (performance_schema.host_cache), then run TRUNCATE TABLE"
                        + " performance_schema.host_cache or mysqladmin flush-hosts; raise max_connect_errors.";
            case HostNotAllowed ->
                "Compare the client's address with the hosts that the user may come from (SELECT user, host FROM"
                        + " mysql.user); a pod's address changes, so allow the pod network or '%'.";
            case NoSuchDatabase ->
                "List the databases (SHOW DATABASES) and compare their names with the one in the connection string; was it"
                        + " ever created?";
            case NotPermitted ->
                "See what the user may do (SHOW GRANTS FOR the user), and GRANT what the application needs.";
            case Mechanism ->
                "Update the client's driver, or change the user's plug-in (ALTER USER ... IDENTIFIED WITH"
                        + " caching_sha2_password or mysql_native_password).";
            default -> SERVER_LOG;
        };
    }

    private static String ofMongoDb(Refusal refusal) {
        return switch (refusal.cause()) {
            case NotPrimary ->
                "Name all members and the set in the connection string (replicaSet=...), not one pod or a Service that picks"
                        + " any of them; the driver then finds the primary. Run rs.status(): is there one?";
            case NotPermitted ->
                "Does the connection string name a user at all, and the right authSource? See what the user may do"
                        + " (db.getUser in mongosh), and grant the role that the application needs.";
            case Mechanism ->
                "Compare authMechanism in the connection string with the server's authenticationMechanisms.";
            default -> SERVER_LOG;
        };
    }

    private static String ofKafka(Refusal refusal) {
        return switch (refusal.cause()) {
            case Mechanism ->
                "Compare security.protocol and sasl.mechanism of the client with the broker's listener (listeners,"
                        + " sasl.enabled.mechanisms): each listener has its own port.";
            default -> SERVER_LOG;
        };
    }

    private static String ofAmqp(Refusal refusal) {
        return switch (refusal.cause()) {
            case Full ->
                "See who is connected (rabbitmqctl list_connections), close connections that nobody uses, or raise the limit"
                        + " (rabbitmqctl list_vhost_limits, list_user_limits).";
            case OtherVersion ->
                "Use a client for the version that the server names, or enable the other one there (rabbitmq_amqp1_0).";
            case NoSuchDatabase ->
                "Compare the virtual host in the connection string with rabbitmqctl list_vhosts; was it ever created? A"
                        + " \"/\" in its name is written %2f in a URI.";
            case NotPermitted ->
                "See what the user may do (rabbitmqctl list_user_permissions), and give it the virtual host (rabbitmqctl"
                        + " set_permissions).";
            default -> SERVER_LOG;
        };
    }

    private static String ofLdap(Refusal refusal) {
        return switch (refusal.cause()) {
            case Busy -> "Look at the server's load and its log. The application should try again later.";
            case NotPermitted ->
                "Compare the entry that logs in with the server's access rules (olcAccess): may it authenticate?";
            case Mechanism ->
                "Compare the client's way to log in (simple, or a SASL mechanism) with what the server supports"
                        + " (ldapsearch -x -b '' -s base supportedSASLMechanisms).";
            case Unwilling ->
                "Read the server's words. Often an empty password, a login without a name or a change over a connection"
                        + " without TLS is forbidden.";
            default -> SERVER_LOG;
        };
    }
}
