package io.nettools.controller.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signs of life at one moment. Not ready means: what happens in the cluster may go unseen. Not alive means: only a restart would help; an
 * API server that is away is no such thing, and a restart would add the kubelet's pauses to the outage.
 *
 * @param started the caches were filled once
 * @param longestTurn of the loop, of those under way
 * @param deadlock threads wait for each other for ever
 */
public record Signs(boolean started, List<Watch> watches, Duration longestTurn, boolean deadlock) {
    /** Three pings, and the time in which a dead connection has to be noticed. */
    static final Duration DEAF = Duration.ofSeconds(30);

    /** Longer than a list may take and the pause before the next try, and more than a minute's freeze. */
    static final Duration GIVEN_UP = Duration.ofMinutes(3);

    /** Many requests. Each is given up after 65 s at the latest. */
    static final Duration ENDLESS = Duration.ofMinutes(10);

    public Signs {
        watches = List.copyOf(watches);
    }

    /** A watch of the API server.
     *
     * @param synced its objects were listed once
     * @param stopped it ended, and nobody will begin it again
     * @param sinceHeard since its connection brought a byte: an event, or an answer to a ping
     * @param sinceTried since it, or its list, was requested
     */
    public record Watch(String name, boolean synced, boolean stopped, Duration sinceHeard, Duration sinceTried) {
        private Optional<String> deaf() {
            if (!synced) {
                return Optional.of("the watch of %s has no list yet".formatted(name));
            }
            return exceeds(sinceHeard, DEAF)
                    ? Optional.of("the watch of %s received nothing for %d s".formatted(name, sinceHeard.toSeconds()))
                    : Optional.empty();
        }

        private Optional<String> lost() {
            if (stopped) {
                return Optional.of("the watch of %s has stopped for good".formatted(name));
            }
            return exceeds(sinceHeard, GIVEN_UP) && exceeds(sinceTried, GIVEN_UP)
                    ? Optional.of("the watch of %s is down; the last attempt was %d s ago"
                            .formatted(name, sinceTried.toSeconds()))
                    : Optional.empty();
        }
    }

    /** Why the operator may miss what happens; empty when it does not. */
    public Optional<String> notReady() {
        return started ? first(Watch::deaf) : Optional.of("the caches are not filled yet");
    }

    /** Why a restart is needed; empty when it is not. */
    public Optional<String> notAlive() {
        if (deadlock) {
            return Optional.of("threads are deadlocked");
        }
        if (exceeds(longestTurn, ENDLESS)) {
            return Optional.of("a turn of the loop has not ended for %d s".formatted(longestTurn.toSeconds()));
        }
        return first(Watch::lost);
    }

    private Optional<String> first(Function<Watch, Optional<String>> question) {
        return watches.stream().flatMap(watch -> question.apply(watch).stream()).findFirst();
    }

    private static boolean exceeds(Duration time, Duration limit) {
        return time.compareTo(limit) > 0;
    }
}
