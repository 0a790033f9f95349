package io.nettools.analyser.hostile;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.wire.Harmless;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Lines of conntrack, each once as an entry and once as an event, of the pod and of its node. */
public final class ConntrackTarget {
    private ConntrackTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Analyser analyser = new Analyser(0, Map.of());
        Analyser ofNode = new Analyser(0, Map.of());
        new String(input, StandardCharsets.ISO_8859_1).lines().forEach(line -> {
            analyser.conntrackEntry(line);
            analyser.conntrackEvent(line);
            ofNode.nodeConntrackEntry(line);
            ofNode.nodeConntrackEvent(line);
        });
        Harmless.check(analyser.report());
        Harmless.check(ofNode.report());
    }
}
