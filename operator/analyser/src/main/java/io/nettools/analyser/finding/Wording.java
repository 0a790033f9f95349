package io.nettools.analyser.finding;

import io.nettools.analyser.text.Quoted;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Numbers as a person reads them. */
final class Wording {
    /** Limit for the words of a server, which its protocol's reader has cut already. */
    private static final int LONGEST = 140;

    private Wording() {}

    /** A number and its noun: "1 request", "2 requests". */
    static String count(long number, String noun) {
        return count(number, noun, noun + "s");
    }

    /** A number and its noun, whose plural does not end in a mere s: "1 retry", "2 retries". */
    static String count(long number, String noun, String plural) {
        return number + " " + (number == 1 ? noun : plural);
    }

    /** "3 of 12". */
    static String of(long part, long whole) {
        return part + " of " + whole;
    }

    /** User and database of a login: {@code user "shop", database "orders"}; empty when neither is known. */
    static String login(String user, String database) {
        return Stream.of(named("user ", user), named("database ", database))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** The server's own message; empty without one. */
    static String words(String message) {
        return named("the server says: ", message);
    }

    private static String named(String what, String name) {
        return name.isEmpty() ? "" : what + Quoted.of(name, LONGEST);
    }

    /** The first of several equal failures: "first from 10.0.0.1 at 02:32:28.679 UTC". */
    static String first(String client, long micros) {
        return "first from " + Clients.host(client) + " at " + time(micros) + " UTC";
    }

    /** A time span with its unit: "0.4 ms", "250 ms", "2.0 s". */
    static String span(long micros) {
        if (micros < 10_000) {
            return String.format(Locale.ROOT, "%.1f ms", micros / 1e3);
        }
        return micros < 1_000_000 ? micros / 1000 + " ms" : String.format(Locale.ROOT, "%.1f s", micros / 1e6);
    }

    /** A part in percent: "0.4 %", "12 %". */
    static String share(long part, long whole) {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        return String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    }

    /** Time of day, UTC, as in the excerpt's lines: "02:32:28.679". */
    static String time(long micros) {
        long millis = Math.floorMod(micros / 1000, 86_400_000L);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }
}
