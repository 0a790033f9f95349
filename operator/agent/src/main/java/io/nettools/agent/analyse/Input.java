package io.nettools.agent.analyse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A capture file or standard input, read once from its beginning to its end. */
final class Input implements AutoCloseable {
    static final long UNKNOWN = -1;

    private final ReadableByteChannel channel;
    private final long size;
    /** A buffer outside of the heap: the kernel writes into it and the engine copies out of it, once each. */
    private final ByteBuffer piece = ByteBuffer.allocateDirect(256 * 1024);

    private long read;

    private Input(ReadableByteChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    static Input open(String file, InputStream standardInput) throws IOException {
        if (file.equals(Arguments.STANDARD_INPUT)) {
            return new Input(Channels.newChannel(standardInput), UNKNOWN);
        }
        FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.READ);
        return new Input(channel, channel.size());
    }

    /** The next bytes, valid until the next call; empty at the end. */
    ByteBuffer next() throws IOException {
        piece.clear();
        read += Math.max(0, channel.read(piece));
        return piece.flip();
    }

    /** Bytes read so far. */
    long read() {
        return read;
    }

    /** Bytes of the whole file; {@link #UNKNOWN} for standard input. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** The reason why a file could not be read, in the words of strerror(3). */
    static String reason(IOException thrown) {
        if (thrown instanceof NoSuchFileException) {
            return "No such file";
        }
        if (thrown instanceof AccessDeniedException) {
            return "Permission denied";
        }
        return String.valueOf(thrown.getMessage());
    }
}
