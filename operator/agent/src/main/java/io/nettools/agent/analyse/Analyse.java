package io.nettools.agent.analyse;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.redaction.Paths;
import io.nettools.analyser.report.Report;
import io.nettools.analyser.text.Printable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Reads one file after the other with the engine of the trace pod and writes a report for each. If a file cannot be
 * read, the others still have their reports.
 *
 * @param in standard input
 * @param out where reports go
 * @param err where error messages go
 * @param terminal whether a person watches {@code err}
 */
public record Analyse(InputStream in, PrintStream out, PrintStream err, boolean terminal) {
    private static final int READ = 0;
    private static final int UNREAD = 1;
    private static final int USAGE = 2;

    /** Runs the command with the words after {@code nettrace analyse}; returns the exit code. */
    public int run(List<String> words) {
        try {
            Arguments arguments = Arguments.of(words);
            if (arguments.help()) {
                out.print(Arguments.USAGE);
                return READ;
            }
            return all(arguments);
        } catch (Misuse misuse) {
            say(misuse.getMessage() + " See nettrace analyse --help.");
            return USAGE;
        }
    }

    private int all(Arguments arguments) {
        int code = READ;
        boolean first = true;
        for (String file : arguments.files()) {
            try {
                String said = said(analysis(arguments, file), arguments.format());
                out.print((first || arguments.format() != Format.text ? "" : "\n") + said);
                first = false;
            } catch (IOException reason) {
                say(file + ": " + Input.reason(reason));
                code = UNREAD;
            } catch (OutOfMemoryError reason) {
                say(
                        file
                                + ": too large for the memory of this program; leave out --full, or see JAVA_TOOL_OPTIONS=-Xmx.");
                code = UNREAD;
            }
        }
        out.flush();
        return code;
    }

    private static String said(Analysis analysis, Format format) {
        return switch (format) {
            case text -> Text.of(analysis);
            case json -> StatusTree.json(analysis);
            case yaml -> StatusTree.yaml(analysis);
        };
    }

    private Analysis analysis(Arguments arguments, String file) throws IOException {
        int listed = arguments.full() ? Integer.MAX_VALUE : Analyser.LISTED;
        Analyser analyser = new Analyser(arguments.packets(), Map.of(), listed, Paths.Shown);
        if (arguments.conntrack().isPresent()) {
            conntrack(arguments.conntrack().orElseThrow(), analyser);
        }
        long bytes = read(file, analyser);
        Report report = analyser.report();
        if (!analyser.begun()) {
            throw new IOException(String.join(" ", report.notes()));
        }
        return new Analysis(file, bytes, report);
    }

    private long read(String file, Analyser analyser) throws IOException {
        Progress progress = new Progress(err, System::nanoTime, file);
        try (Input input = Input.open(file, in)) {
            for (ByteBuffer piece = input.next(); piece.hasRemaining(); piece = input.next()) {
                analyser.accept(piece);
                if (terminal) {
                    progress.at(input.read(), input.size(), analyser.packets());
                }
            }
            return input.read();
        } finally {
            progress.end();
        }
    }

    /** Reads conntrack's lines: an event begins with its kind in brackets, an entry with its protocol. */
    private static void conntrack(String file, Analyser analyser) throws IOException {
        analyser.expectConntrack();
        try (BufferedReader lines = Files.newBufferedReader(Path.of(file), StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.stripLeading().startsWith("[")) {
                    analyser.conntrackEvent(line);
                } else {
                    analyser.conntrackEntry(line);
                }
            }
        } catch (IOException reason) {
            throw new IOException(file + ": " + Input.reason(reason), reason);
        }
    }

    private void say(String sentence) {
        err.println("nettrace: " + Printable.of(sentence, Text.LONGEST_NAME * 2));
    }
}
