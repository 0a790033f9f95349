package io.nettools.agent.target;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Set;

/**
 * Reads a short file of a target's container, whose owner may be hostile. No symbolic link is followed, because it
 * would lead through this container's own root. Only a regular file is opened, because another may block.
 */
final class PodFile {
    private static final int LIMIT = 16 * 1024;

    private PodFile() {}

    /**
     * Reads the first bytes of the file.
     *
     * @param root {@code /proc/PID/root}, the only link that is followed: it is the kernel's
     */
    static String read(Path root, Path folder, Path file) throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            if (!(top instanceof SecureDirectoryStream<Path> secure)) {
                throw new IOException("folders cannot be opened safely here");
            }
            try (SecureDirectoryStream<Path> inside = secure.newDirectoryStream(folder, LinkOption.NOFOLLOW_LINKS)) {
                return read(inside, file);
            }
        }
    }

    private static String read(SecureDirectoryStream<Path> folder, Path file) throws IOException {
        BasicFileAttributeView view =
                folder.getFileAttributeView(file, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.readAttributes().isRegularFile()) {
            throw new IOException(file + " is not a regular file");
        }
        Set<OpenOption> options = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        try (SeekableByteChannel channel = folder.newByteChannel(file, options)) {
            return new String(Channels.newInputStream(channel).readNBytes(LIMIT), StandardCharsets.ISO_8859_1);
        }
    }
}
