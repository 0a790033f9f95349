package io.nettools.agent.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** A file that another process appends to, read once from its beginning to wherever it has got. */
final class GrowingFile implements AutoCloseable {
    /** Some hundred packets, read in a fraction of a millisecond: whoever else wants the CPU may have to wait for that. */
    private static final int PIECE = 32 * 1024;

    private final FileChannel channel;
    /** Outside of the heap: a channel would copy every byte through such a buffer anyway. */
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

    GrowingFile(Path file) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    /** Hands over one piece of what is new; false when nothing is. */
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
