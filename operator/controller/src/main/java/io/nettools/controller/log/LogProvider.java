package io.nettools.controller.log;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** SLF4J's way to our log; it finds this class by META-INF/services. */
public final class LogProvider implements SLF4JServiceProvider {
    private final Loggers loggers = new Loggers(new LogLevel(), InstantSource.system());
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new BasicMDCAdapter();

    private record Loggers(LogLevel level, InstantSource clock, Map<String, Logger> known) implements ILoggerFactory {
        Loggers(LogLevel level, InstantSource clock) {
            this(level, clock, new ConcurrentHashMap<>());
        }

        @Override
        public Logger getLogger(String name) {
            return known.computeIfAbsent(name, missing -> new JsonLogger(missing, level, clock));
        }
    }

    /** The level of all loggers of this process. */
    public static LogLevel level() {
        return ((Loggers) LoggerFactory.getILoggerFactory()).level();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    /** The SLF4J that this is for, which does not take a provider of another one. */
    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {
        // all is made with the object
    }
}
