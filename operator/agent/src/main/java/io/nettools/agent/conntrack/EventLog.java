package io.nettools.agent.conntrack;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;

/**
 * Copies those of a tool's lines that are wanted into a file of bounded size and counts those it had to leave out. It never stops reading: a tool that is
 * blocked on its pipe loses events.
 */
final class EventLog {
    static final int LIMIT = 4 << 20;

    private final Path file;
    private final int limit;
    private final Predicate<String> wanted;

    EventLog(Path file, int limit, Predicate<String> wanted) {
        this.file = file;
        this.limit = limit;
        this.wanted = wanted;
    }

    /** Returns at the source's end, with the number of wanted lines left out. */
    long copy(InputStream source) throws IOException {
        int size = 0;
        long omitted = 0;
        try (OutputStream target = Files.newOutputStream(file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!wanted.test(line)) {
                    continue;
                }
                byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
                if (omitted > 0 || size + bytes.length > limit || !written(target, bytes)) {
                    omitted++;
                    continue;
                }
                size += bytes.length;
            }
        }
        return omitted;
    }

    /** A disk that the capture has filled is no reason to stop counting. */
    private static boolean written(OutputStream target, byte[] bytes) {
        try {
            target.write(bytes);
            return true;
        } catch (IOException full) {
            return false;
        }
    }
}
