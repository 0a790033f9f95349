package io.nettools.agent;

import io.nettools.agent.analyse.Analyse;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The reader without a trace pod: analyses capture files for a person. */
final class AnalyseCommand {
    private AnalyseCommand() {}

    static int run(List<String> words) {
        // the descriptor itself: System.in would copy every byte once more
        InputStream in = new FileInputStream(FileDescriptor.in);
        PrintStream out = printer(FileDescriptor.out);
        PrintStream err = printer(FileDescriptor.err);
        int code = new Analyse(in, out, err, isTerminal("/proc/self/fd/2")).run(words);
        err.flush();
        if (out.checkError()) {
            return Math.max(code, 1);
        }
        return code;
    }

    private static PrintStream printer(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)), false, StandardCharsets.US_ASCII);
    }

    /** Whether the descriptor is a terminal; {@link java.io.Console} knows standard input and output only. */
    private static boolean isTerminal(String descriptor) {
        try {
            String device = Files.readSymbolicLink(Path.of(descriptor)).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException none) {
            return false;
        }
    }
}
