package io.nettools.controller.log;

import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** Writes lines to standard error. */
final class JsonLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient LogLevel level;
    private final transient InstantSource clock;

    JsonLogger(String name, LogLevel level, InstantSource clock) {
        this.name = name;
        this.level = level;
        this.clock = clock;
    }

    @Override
    public boolean isTraceEnabled() {
        return level.logs(name, Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return level.logs(name, Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return level.logs(name, Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return level.logs(name, Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return level.logs(name, Level.ERROR);
    }

    @Override
    protected String getFullyQualifiedCallerName() {
        return JsonLogger.class.getName();
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level of, Marker marker, String message, Object[] arguments, Throwable error) {
        String text = String.valueOf(MessageFormatter.basicArrayFormat(message, arguments));
        LogLine line = new LogLine(clock.instant(), of, name, text, About.fields(), Optional.ofNullable(error));
        System.err.println(line.json());
    }
}
