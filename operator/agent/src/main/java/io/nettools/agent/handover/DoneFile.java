package io.nettools.agent.handover;

import com.fasterxml.jackson.core.JacksonException;
import io.nettools.analyser.report.CaptureReport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The capture container's report in the shared volume. Its space is reserved before the capture starts, because a
 * capture that fills the disk must still write its report. Its name appears only when the report is complete.
 */
public final class DoneFile {
    private static final int RESERVED = 64 * 1024;

    private final Path file;
    private final Path unnamed;

    public DoneFile(Path file) {
        this.file = file;
        this.unnamed = file.resolveSibling(file.getFileName() + ".tmp");
    }

    public void reserve() throws IOException {
        Files.write(unnamed, new byte[RESERVED]);
    }

    public void write(CaptureReport report) throws IOException {
        ByteBuffer json = ByteBuffer.wrap(Json.MAPPER.writeValueAsBytes(report));
        try (FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            int length = json.remaining();
            while (json.hasRemaining()) {
                channel.write(json);
            }
            channel.truncate(length);
        }
        Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
    }

    public boolean exists() {
        return Files.exists(file);
    }

    /** The report; empty when it is missing or unreadable. */
    public Optional<CaptureReport> read() throws IOException {
        try {
            return Optional.ofNullable(Json.MAPPER.readValue(Files.readAllBytes(file), CaptureReport.class));
        } catch (NoSuchFileException | JacksonException none) {
            return Optional.empty();
        }
    }
}
