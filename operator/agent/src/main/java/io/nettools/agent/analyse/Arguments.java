package io.nettools.agent.analyse;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The command line, option by option. A later option overrides an earlier one.
 *
 * @param files capture files to read, {@value #STANDARD_INPUT} for standard input
 * @param format of the reports
 * @param full whether the lists are unlimited
 * @param packets number of packet lines
 * @param conntrack a file with the lines of {@code conntrack -L} or {@code -E}
 * @param help whether only the usage is wanted
 */
record Arguments(
        List<String> files, Format format, boolean full, int packets, Optional<String> conntrack, boolean help) {
    static final String STANDARD_INPUT = "-";

    static final String USAGE =
            """
            Usage: nettrace analyse [OPTION…] FILE…

            Reports what happened in capture files (tcpdump -w, Wireshark); - reads standard input.

              -o, --output FORMAT   text (default), json or yaml; the latter two have the fields of a NetworkTrace's status
                  --full            every conversation and every transaction, not only the first 20 of each
                  --packets N       also a line for each of the first N packets, in tcpdump's format
                  --conntrack FILE  also what `conntrack -L` or `conntrack -E` printed at the same time
              -h, --help            this text

            Exit code: 0 every file was read, 1 one could not be read, 2 wrong usage.
            """
                    .replace("…", "...");

    Arguments {
        files = List.copyOf(files);
    }

    /** Reads the words after the command's name. */
    static Arguments of(List<String> words) throws Misuse {
        Reader reader = new Reader(words.iterator());
        reader.readAll();
        return reader.arguments();
    }

    /** The options and files that have been read so far. */
    private static final class Reader {
        private final Iterator<String> words;
        private final List<String> files = new ArrayList<>();
        private Format format = Format.text;
        private boolean full;
        private int packets;
        private Optional<String> conntrack = Optional.empty();
        private boolean help;

        Reader(Iterator<String> words) {
            this.words = words;
        }

        void readAll() throws Misuse {
            while (words.hasNext()) {
                String word = words.next();
                if (word.equals("--")) {
                    words.forEachRemaining(files::add);
                } else if (word.startsWith("-") && !word.equals(STANDARD_INPUT)) {
                    option(word);
                } else {
                    files.add(word);
                }
            }
        }

        private void option(String word) throws Misuse {
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String name = equals < 0 ? word : word.substring(0, equals);
            Optional<String> value = equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
            switch (name) {
                case "-h", "--help" -> help = flag(name, value);
                case "--full" -> full = flag(name, value);
                case "-o", "--output" -> format = format(value(name, value));
                case "--packets" -> packets = number(name, value(name, value));
                case "--conntrack" -> conntrack = Optional.of(value(name, value));
                default -> joined(word);
            }
        }

        /** Reads an option that is joined with its value, such as {@code -ojson}. */
        private void joined(String word) throws Misuse {
            if (!word.startsWith("-o")) {
                throw new Misuse("There is no option " + word + ".");
            }
            format = format(word.substring("-o".length()));
        }

        private static boolean flag(String name, Optional<String> value) throws Misuse {
            if (value.isPresent()) {
                throw new Misuse(name + " takes no value.");
            }
            return true;
        }

        private String value(String name, Optional<String> given) throws Misuse {
            if (given.isEmpty() && !words.hasNext()) {
                throw new Misuse(name + " needs a value.");
            }
            return given.orElseGet(words::next);
        }

        private static Format format(String name) throws Misuse {
            return Format.named(name)
                    .orElseThrow(
                            () -> new Misuse("There is no output " + name + ": write one of " + Format.names() + "."));
        }

        private static int number(String name, String digits) throws Misuse {
            try {
                return Integer.parseUnsignedInt(digits);
            } catch (NumberFormatException reason) {
                throw new Misuse(name + " needs a number, not " + digits + ".");
            }
        }

        Arguments arguments() throws Misuse {
            if (!help && files.isEmpty()) {
                throw new Misuse("No file given.");
            }
            if (conntrack.isPresent() && files.size() > 1) {
                throw new Misuse("--conntrack belongs to one capture: name one file.");
            }
            return new Arguments(files, format, full, packets, conntrack, help);
        }
    }
}
