package io.nettools.controller.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The setting {@code logLevel} while the operator runs: the kubelet writes the ConfigMap's new value into the file within
 * about a minute. No other setting changes without a restart.
 */
public final class LevelFile {
    /** The key of the setting. */
    public static final String KEY = "logLevel";

    private static final Logger LOG = LoggerFactory.getLogger(LevelFile.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Path file;
    private final LogLevel level;
    private String last;

    /** @param started the level that the operator started with */
    public LevelFile(Path folder, LogLevel level, Level started) {
        this.file = folder.resolve(KEY);
        this.level = level;
        this.last = started.name().toLowerCase(Locale.ROOT);
    }

    /** Looks again and again, on a thread of its own. */
    public void follow() {
        Thread.ofVirtual().name("log level").start(() -> {
            try {
                for (; ; Thread.sleep(PAUSE)) {
                    look();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Takes the level if it has changed. */
    void look() {
        String word = read();
        if (word.equals(last)) {
            return;
        }
        last = word;
        Optional<Level> known = LogLevel.named(word);
        known.ifPresent(level::set);
        if (known.isPresent()) {
            LOG.warn("phase=LogLevel logLevel={}", word);
        } else {
            LOG.error("settings: {} is \"{}\": write {}; it stays {}", KEY, word, LogLevel.WORDS, level.get());
        }
    }

    /** Without the key it is the default, as at the start. */
    private String read() {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "info";
        } catch (IOException e) {
            return last; // the kubelet is about to exchange it
        }
    }
}
