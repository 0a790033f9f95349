package io.nettools.agent.handover;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * How the reader notices that the capture process died without a word: a POSIX lock, which the kernel releases whatever the death was.
 * The file gets its name only after it is locked, so that whoever sees it unlocked may conclude.
 */
public final class AliveLock {
    private AliveLock() {}

    /** Locks for as long as this process lives. Closing any other channel of the file in this process would release the lock. */
    @SuppressWarnings("StreamResourceLeak") // to be held until the process ends
    public static FileLock hold(Path file) throws IOException {
        Path unnamed = file.resolveSibling(file.getFileName() + ".tmp");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
        return lock;
    }

    /** What a reader, which has the volume read-only, can tell of the other process. */
    public static Holder holder(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return shared == null ? Holder.Alive : Holder.Dead;
        } catch (NoSuchFileException notYet) {
            return Holder.NotStarted;
        }
    }

    /** The capture process, as its lock shows it. */
    public enum Holder {
        NotStarted,
        Alive,
        Dead
    }
}
