package io.nettools.agent.capture;

import io.nettools.analyser.order.CaptureOptions;
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
 * The capture file within its limits. The agent writes it, not tcpdump, which overshoots its own limits and does not
 * report a full disk. The file always ends with a whole record, and never grows beyond {@link CaptureOptions#maxBytes}.
 */
final class CaptureFile implements AutoCloseable {
    private final FileChannel channel;
    private final CaptureOptions options;
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong lastMillis = new AtomicLong();

    CaptureFile(Path file, CaptureOptions options) throws IOException {
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.options = options;
    }

    /** Writes the file header. The result is the limit that was reached, if any. */
    Optional<Stop> header(ByteBuffer header) throws IOException {
        try {
            bytes.addAndGet(written(header));
            return Optional.empty();
        } catch (IOException reason) {
            return full(reason);
        }
    }

    /** Writes packets up to a limit. The result is the limit that was reached, if any. */
    Optional<Stop> packets(PcapRecords.Batch batch) throws IOException {
        long room = options.maxPackets() - packets.get();
        int count = (int) Math.min(room, batch.count());
        while (bytes.get() + batch.length(count) > options.maxBytes()) {
            count--;
        }
        try {
            bytes.addAndGet(written(batch.first(count)));
            kept(batch, count);
        } catch (IOException reason) {
            keepWhole(batch, count);
            return full(reason);
        }
        if (count == room) {
            return Optional.of(Stop.MaxPackets);
        }
        return count < batch.count() ? Optional.of(Stop.MaxBytes) : Optional.empty();
    }

    long packets() {
        return packets.get();
    }

    long bytes() {
        return bytes.get();
    }

    /** Time of the last packet, ms since the epoch; 0 without packets. */
    long lastMillis() {
        return lastMillis.get();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int written(ByteBuffer records) throws IOException {
        int length = records.remaining();
        while (records.hasRemaining()) {
            channel.write(records);
        }
        return length;
    }

    /** Counts the whole records of a batch that were written before a write failed, and cuts off half a record. */
    private void keepWhole(PcapRecords.Batch batch, int count) throws IOException {
        long got = channel.position() - bytes.get();
        int whole = count;
        while (batch.length(whole) > got) {
            whole--;
        }
        bytes.addAndGet(batch.length(whole));
        kept(batch, whole);
        channel.truncate(bytes.get());
    }

    private void kept(PcapRecords.Batch batch, int count) {
        packets.addAndGet(count);
        if (count > 0) {
            lastMillis.set(batch.millis(count));
        }
    }

    private static Optional<Stop> full(IOException reason) throws IOException {
        if (isFull(reason)) {
            return Optional.of(Stop.DiskFull);
        }
        throw reason;
    }

    /** Recognises ENOSPC and EDQUOT by the C library's text, which Java passes on. */
    private static boolean isFull(IOException reason) {
        String text = String.valueOf(reason.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }
}
