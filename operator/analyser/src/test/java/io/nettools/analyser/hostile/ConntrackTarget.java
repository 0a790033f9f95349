package io.nettools.analyser.hostile;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.wire.Harmless;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Lines of conntrack, each once as an entry and once as an event. */
public final class ConntrackTarget {
    private ConntrackTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Analyser analyser = new Analyser(0, Map.of());
        new String(input, StandardCharsets.ISO_8859_1).lines().forEach(line -> {
            analyser.conntrackEntry(line);
            analyser.conntrackEvent(line);
        });
        Harmless.check(analyser.report());
    }
}
