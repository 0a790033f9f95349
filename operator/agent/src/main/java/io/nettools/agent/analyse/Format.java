package io.nettools.agent.analyse;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The format of a report. */
enum Format {
    text,
    json,
    yaml;

    static Optional<Format> named(String name) {
        return Arrays.stream(values())
                .filter(format -> format.name().equals(name))
                .findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(Format::name).collect(Collectors.joining(", "));
    }
}
