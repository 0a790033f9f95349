package io.nettools.agent.capture;

import io.nettools.analyser.order.Order;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The capture file within its limits. The agent writes it, not tcpdump, which overshoots its own limits and says nothing of a full
 * disk; it ends with a whole record whatever happens, and never grows beyond {@link Order#maxBytes}.
 */
final class CaptureFile implements AutoCloseable {
    private final FileChannel channel;
    private final long maxPackets;
    private final long maxBytes;
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    CaptureFile(Path file, long maxPackets, long maxBytes) throws IOException {
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.maxPackets = maxPackets;
        this.maxBytes = maxBytes;
    }

    /** The limit that the file has come to with this header, if any. */
    Optional<Stop> header(byte[] header) throws IOException {
        return write(header);
    }

    /** The limit that the file has come to with this packet, if any. */
    Optional<Stop> packet(byte[] packet) throws IOException {
        if (bytes.get() + packet.length > maxBytes) {
            return Optional.of(Stop.MaxBytes);
        }
        Optional<Stop> full = write(packet);
        if (full.isPresent()) {
            return full;
        }
        long count = packets.incrementAndGet();
        return Optional.of(Stop.MaxPackets).filter(reached -> count >= maxPackets);
    }

    long packets() {
        return packets.get();
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Optional<Stop> write(byte[] record) throws IOException {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(record);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException reason) {
            channel.truncate(bytes.get()); // of this record a part may be there
            if (isFull(reason)) {
                return Optional.of(Stop.DiskFull);
            }
            throw reason;
        }
        bytes.addAndGet(record.length);
        return Optional.empty();
    }

    /** ENOSPC and EDQUOT, which Java passes on as the C library's text. */
    private static boolean isFull(IOException reason) {
        String text = String.valueOf(reason.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }
}
