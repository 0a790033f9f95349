package io.nettools.controller.log;

import io.nettools.planner.trace.Trace.Identity;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * The trace that this thread works on: each line that it logs has the trace's identity. The SDK sets it for each turn of
 * the loop, in the same fields.
 */
public final class About implements AutoCloseable {
    /** The SDK's names of the fields (MDCUtils), without their prefix, in the order of the line. */
    private static final String[] FIELDS = {"namespace", "name", "uid"};

    private static final String PREFIX = "resource.";

    private final Map<String, String> before = fields();

    private About() {}

    /** Until it is closed, lines are about this trace. */
    public static About trace(Identity trace) {
        About about = new About();
        put(Map.of("namespace", trace.namespace(), "name", trace.name(), "uid", trace.uid()));
        return about;
    }

    private static void put(Map<String, String> values) {
        for (String field : FIELDS) {
            Optional.ofNullable(values.get(field))
                    .ifPresentOrElse(value -> MDC.put(PREFIX + field, value), () -> MDC.remove(PREFIX + field));
        }
    }

    static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : FIELDS) {
            Optional.ofNullable(MDC.get(PREFIX + field)).ifPresent(value -> fields.put(field, value));
        }
        return fields;
    }

    @Override
    public void close() {
        put(before);
    }
}
