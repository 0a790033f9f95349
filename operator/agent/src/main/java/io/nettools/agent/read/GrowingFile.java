package io.nettools.agent.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file to which another process appends. It is read once, from its beginning to its present end. */
final class GrowingFile implements AutoCloseable {
    /**
     * Bytes of a piece: some hundred packets, which are read in a fraction of a millisecond. Other processes may have
     * to wait that long for the CPU.
     */
    private static final int PIECE = 32 * 1024;

    private final FileChannel channel;
    /** A buffer outside of the heap: a channel would copy every byte through such a buffer anyway. */
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

    GrowingFile(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Hands one piece of the new bytes to the reader; false when there are no new bytes. */
    boolean next(Consumer<ByteBuffer> reader) throws IOException {
        piece.clear();
        if (channel.read(piece) <= 0) {
            return false;
        }
        reader.accept(piece.flip());
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
