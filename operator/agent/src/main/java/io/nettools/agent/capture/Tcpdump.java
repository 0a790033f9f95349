package io.nettools.agent.capture;

import io.nettools.agent.target.NetworkNamespace;
import io.nettools.agent.target.Tool;
import io.nettools.analyser.report.CaptureReport.Stop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A running tcpdump whose packets go into the capture file. Its argument list always has one shape ({@link Listening}):
 * the filter comes from a file, and the interface's name has been checked before.
 */
final class Tcpdump implements AutoCloseable {
    /** Bytes: a quarter of what the pipe holds. */
    private static final int FEW = 16 * 1024;

    /**
     * Pause for gathering packets. Even packets at 10 Gbit/s, cut to 512 bytes, do not fill the kernel's ring in it.
     */
    private static final Duration GATHERING = Duration.ofMillis(1);

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Tool tool;
    private final CaptureFile file;
    private final TcpdumpMessages messages = new TcpdumpMessages();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch messagesRead = new CountDownLatch(1);
    private final CountDownLatch outputRead = new CountDownLatch(1);

    /**
     * Completes when writing ends: with the limit that was reached, empty when tcpdump has ended, or with the failure.
     */
    private final CompletableFuture<Optional<Stop>> written = new CompletableFuture<>();

    private Tcpdump(Tool tool, CaptureFile file) {
        this.tool = tool;
        this.file = file;
    }

    static Tcpdump start(NetworkNamespace namespace, Listening listening, CaptureFile file) throws IOException {
        Tcpdump tcpdump = new Tcpdump(Tool.start(namespace, listening.command()), file);
        Tool.READERS.execute(tcpdump::readMessages);
        Tool.READERS.execute(tcpdump::readPackets);
        return tcpdump;
    }

    /** Waits until tcpdump captures, has ended, or the time is over. The result is whether it captures. */
    boolean listensWithin(Duration limit) {
        await(listening, limit);
        return messages.listening();
    }

    /** Waits until writing has ended or the time is over. */
    void awaitEnd(Duration limit) {
        written.copy()
                .completeOnTimeout(Optional.empty(), limit.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(reason -> Optional.empty())
                .join();
    }

    /** The limit that ended writing, if any; a full disk is one. */
    Optional<Stop> limit() {
        return written.state() == Future.State.SUCCESS ? written.resultNow() : Optional.empty();
    }

    /**
     * Whether writing has ended. Without a limit this means that tcpdump has ended by itself, or the file cannot be
     * written.
     */
    boolean ended() {
        return written.isDone();
    }

    long pid() {
        return tool.pid();
    }

    TcpdumpMessages messages() {
        return messages;
    }

    /** The failure, in tcpdump's words or those of the file system. */
    String complaint() {
        if (written.state() == Future.State.FAILED) {
            return "the capture file cannot be written: "
                    + written.exceptionNow().getMessage();
        }
        return messages.complaint().orElse("tcpdump ended by itself");
    }

    /** Ends tcpdump and reads the rest of its output and messages. Afterwards the file does not change. */
    @Override
    public void close() {
        tool.close();
        await(outputRead, PATIENCE);
        await(messagesRead, PATIENCE);
    }

    private void readMessages() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(tool.errors(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                messages.accept(line);
                if (messages.listening()) {
                    listening.countDown();
                }
            }
        } catch (IOException closed) {
            messages.accept("tcpdump: its messages cannot be read: " + closed.getMessage());
        } finally {
            messagesRead.countDown();
            listening.countDown();
        }
    }

    private void readPackets() {
        PcapRecords records = new PcapRecords(tool.output());
        try {
            Optional<Stop> limit = write(records);
            if (limit.isEmpty()) {
                await(messagesRead, PATIENCE); // tcpdump has ended: why is on its other pipe
            }
            written.complete(limit);
        } catch (IOException reason) {
            written.completeExceptionally(reason);
        } finally {
            records.discard();
            outputRead.countDown();
        }
    }

    private Optional<Stop> write(PcapRecords records) throws IOException {
        Optional<ByteBuffer> header = records.header();
        Optional<Stop> end = header.isPresent() ? file.header(header.get()) : Optional.empty();
        Optional<PcapRecords.Batch> packets = header.isPresent() ? records.next() : Optional.empty();
        while (end.isEmpty() && packets.isPresent()) {
            end = file.packets(packets.get());
            if (end.isEmpty()) {
                letGather(packets.get());
                packets = records.next();
            }
        }
        return end;
    }

    /** Lets packets gather: a reader that wakes for each packet costs tcpdump more time than the packets. */
    private static void letGather(PcapRecords.Batch packets) {
        if (packets.length(packets.count()) < FEW) {
            LockSupport.parkNanos(GATHERING.toNanos());
        }
    }

    private static void await(CountDownLatch latch, Duration limit) {
        try {
            boolean ignored = latch.await(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }
}
