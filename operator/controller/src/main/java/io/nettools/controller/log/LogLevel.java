package io.nettools.controller.log;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/** What is logged. The admin's level is for our own loggers; libraries log only when something is wrong. */
public final class LogLevel {
    /** What an admin may write. */
    public static final String WORDS =
            Stream.of("debug", "info", "warn", "error").collect(Collectors.joining(", "));

    private static final String OURS = "io.nettools.";
    private static final String AUDIT = "audit";

    /** Warns of each field that it does not know, which newer clusters have. */
    private static final String CHATTY = "io.fabric8.kubernetes.client.dsl.internal.VersionUsageUtils";

    private final AtomicReference<Level> ours = new AtomicReference<>(Level.INFO);

    /** The level with this name. */
    public static Optional<Level> named(String word) {
        return Stream.of(WORDS.split(", ", -1))
                .filter(word::equals)
                .map(known -> Level.valueOf(known.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    public void set(Level level) {
        ours.set(level);
    }

    public Level get() {
        return ours.get();
    }

    /** Whether a logger's line of this level is written. Who was traced is logged at any level. */
    boolean logs(String logger, Level level) {
        return level.toInt() >= least(logger).toInt();
    }

    private Level least(String logger) {
        if (logger.equals(AUDIT)) {
            return Level.INFO;
        }
        if (logger.equals(CHATTY)) {
            return Level.ERROR;
        }
        return logger.startsWith(OURS) || ours.get().toInt() > Level.WARN.toInt() ? ours.get() : Level.WARN;
    }
}
