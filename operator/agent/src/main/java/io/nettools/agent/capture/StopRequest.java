package io.nettools.agent.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The operator's request to stop: an annotation of the trace pod. The kubelet writes annotations into a downward-API
 * volume, one {@code key="escaped value"} per line. The presence of the key counts, whatever its value.
 */
record StopRequest(Path annotations) {
    private static final String KEY = "nettools.io/stop=";

    boolean made() {
        try {
            return madeIn(Files.readString(annotations));
        } catch (IOException notMountedOrBeingReplaced) {
            return false;
        }
    }

    static boolean madeIn(String text) {
        return text.lines().anyMatch(line -> line.startsWith(KEY)); // a line break within a value is escaped
    }
}
