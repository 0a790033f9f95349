package io.nettools.agent.result;

import io.nettools.agent.handover.Json;
import io.nettools.analyser.order.Handover;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** Reads a termination message as the operator does. */
public final class MessageDecoder {
    private static final int INFLATED_LIMIT = 256 * 1024;

    private MessageDecoder() {}

    public static <T> T decode(String message, Class<T> type) throws IOException {
        if (!message.startsWith(Handover.COMPRESSED)) {
            return Json.MAPPER.readValue(message, type);
        }
        byte[] bytes = Base64.getDecoder().decode(message.substring(Handover.COMPRESSED.length()));
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return Json.MAPPER.readValue(gzip.readNBytes(INFLATED_LIMIT), type);
        }
    }
}
