package io.nettools.controller.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** A short JSON text in few bytes: deflated (RFC 1951) with a dictionary of common parts of traces. */
final class Packed {
    /**
     * The dictionary. Its last part gets the shortest references. It may change between versions, because a process
     * reads only texts that it has packed itself.
     */
    private static final byte[] COMMON =
            """
            {"apiVersion":"nettools.io/v1alpha1","kind":"NetworkTrace","metadata":{"name":"","namespace":"","uid":"","resourceVersion":"",\
            "generation":1,"creationTimestamp":"2026-","annotations":{"nettools.io/requested-by":""},"finalizers":["nettools.io/trace-pod"]},\
            "spec":{"target":{"pod":""},"duration":"30s","capture":{"interface":"any","filter":"","snapLength":512,"payload":false,\
            "maxPackets":100000,"maxBytes":"50Mi","excerpt":20},"stop":false},"status":{"observedGeneration":1,"summary":"","finishTime":"2026-",\
            "conditions":[{"lastTransitionTime":"","message":"","observedGeneration":1,"reason":"Queued","status":"Unknown","type":"Accepted"},\
            {"type":"Capturing"},{"type":"Succeeded"},{"type":"Ready"},{"type":"Reconciling"},{"type":"Stalled"},{"type":"Finished","status":"True"}]}}"""
                    .getBytes(StandardCharsets.UTF_8);

    private static final int PIECE = 4096;

    /**
     * Bytes that deflate may add to a text that cannot be compressed: five for each block of 16 kB (RFC 1951, section
     * 3.2.4).
     */
    private static final int MOST_ADDED = 64;

    private Packed() {}

    static byte[] of(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setDictionary(COMMON);
            deflater.setInput(plain);
            deflater.finish();
            byte[] room = new byte[MOST_ADDED + plain.length + plain.length / 100];
            return Arrays.copyOf(room, deflater.deflate(room));
        } finally {
            deflater.end();
        }
    }

    /** The text that was packed, in UTF-8. */
    static byte[] text(byte[] packed) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setDictionary(COMMON);
            inflater.setInput(packed);
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            for (int count = inflater.inflate(piece); count > 0; count = inflater.inflate(piece)) {
                text.write(piece, 0, count);
            }
            return text.toByteArray();
        } catch (DataFormatException e) {
            throw new IllegalArgumentException(e); // nobody else writes them
        } finally {
            inflater.end();
        }
    }
}
