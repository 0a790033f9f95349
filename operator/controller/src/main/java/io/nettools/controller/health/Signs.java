package io.nettools.controller.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signs of life at one moment. Not ready: events in the cluster may be missed. Not alive: only a restart would help. An
 * unavailable API server does not count as not alive: a restart would only add the kubelet's pauses to the outage.
 *
 * @param started whether the caches were filled once
 * @param longestTurn longest turn of the loop that is under way
 * @param deadlock whether threads wait for each other for ever
 */
public record Signs(boolean started, List<Watch> watches, Duration longestTurn, boolean deadlock) {
    /**
     * Limit for a watch that receives nothing: three pings, and the time in which a dead connection must be noticed.
     */
    static final Duration DEAF = Duration.ofSeconds(30);

    /**
     * Limit for a watch without a new attempt: longer than a list and the pause before the next attempt, and longer
     * than a minute's freeze.
     */
    static final Duration GIVEN_UP = Duration.ofMinutes(3);

    /** Limit for a turn: the time for many requests, each of which is given up after 65 s at the latest. */
    static final Duration ENDLESS = Duration.ofMinutes(10);

    public Signs {
        watches = List.copyOf(watches);
    }

    /**
     * A watch of the API server.
     *
     * @param synced whether its objects were listed once
     * @param stopped whether it ended for good
     * @param sinceHeard time since its connection received a byte: an event, or an answer to a ping
     * @param sinceTried time since it, or its list, was requested
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

    /** The reason why the operator may miss events; empty when it is ready. */
    public Optional<String> notReady() {
        return started ? first(Watch::deaf) : Optional.of("the caches are not filled yet");
    }

    /** The reason why a restart is needed; empty when the operator is alive. */
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
