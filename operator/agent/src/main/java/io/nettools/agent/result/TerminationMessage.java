package io.nettools.agent.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.nettools.agent.handover.Json;
import io.nettools.analyser.order.Handover;
import io.nettools.analyser.report.CaptureReport;
import io.nettools.analyser.report.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A container's termination message: at most {@value #LIMIT} bytes of ASCII, because the kubelet cuts a longer one. It
 * is JSON when that fits, else {@value Handover#COMPRESSED} and the same JSON in gzip and base64. If that does not fit
 * either, the least important parts are left out until it does.
 */
public final class TerminationMessage {
    public static final int LIMIT = 4096;

    /** Limit for the size of a part in the first attempt. */
    private static final int TRIED = 400;

    private TerminationMessage() {}

    public static String of(Report report) {
        return fitting(new Trimmed<>(report), Floor.REPORT);
    }

    public static String of(CaptureReport report) {
        return fitting(new Trimmed<>(report), Floor.CAPTURE);
    }

    /** Writes the message. The file is a mount by the kubelet: it can be filled, but not replaced. */
    public static void write(Path terminationLog, String message) throws IOException {
        Files.writeString(terminationLog, message, StandardCharsets.US_ASCII);
    }

    private static String fitting(Trimmed<?> result, List<Floor> floors) {
        Optional<Sizes> kept = Optional.of(result.whole().atMost(TRIED));
        Optional<String> message = Optional.empty();
        while (message.isEmpty() && kept.isPresent()) {
            message = encoded(result.keeping(kept.get()));
            kept = kept.get().cut(floors);
        }
        return message.orElseThrow(() -> new IllegalStateException("a result without any list does not fit"));
    }

    private static Optional<String> encoded(Object result) {
        String json = json(result);
        return Optional.of(json).filter(TerminationMessage::fits).or(() -> Optional.of(compressed(json))
                .filter(TerminationMessage::fits));
    }

    private static boolean fits(String ascii) {
        return ascii.length() <= LIMIT;
    }

    private static String json(Object result) {
        try {
            return Json.MAPPER.writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of texts and numbers can be written", impossible);
        }
    }

    private static String compressed(String json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(json.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return Handover.COMPRESSED + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
