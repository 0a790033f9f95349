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
 * Shows the reader that the capture process died without a report: a POSIX lock, which the kernel releases for any kind
 * of death. The file gets its name only after it is locked, so an unlocked file always means a dead process.
 */
public final class AliveLock {
    private AliveLock() {}

    /**
     * Locks for as long as this process lives. Closing any other channel of the file in this process would release the
     * lock.
     */
    @SuppressWarnings("StreamResourceLeak") // to be held until the process ends
    public static FileLock hold(Path file) throws IOException {
        Path unnamed = file.resolveSibling(file.getFileName() + ".tmp");
        FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock();
        Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
        return lock;
    }

    /** The state of the capture process, for a reader that has the volume read-only. */
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
