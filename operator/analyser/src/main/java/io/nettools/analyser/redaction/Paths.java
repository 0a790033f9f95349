package io.nettools.analyser.redaction;

import java.util.Optional;

/** How much of the paths of HTTP requests the admin lets be shown; what looks like a secret is shown by none of them. */
public enum Paths {
    /** All of it. */
    Shown("shown"),
    /** The first segment, which names the application. */
    FirstSegment("first-segment"),
    /** Only that there was one. */
    None("none");

    private final String word;

    Paths(String word) {
        this.word = word;
    }

    /** The word that the admin writes. */
    public String word() {
        return word;
    }

    /** What a word stands for; empty when there is no such word. */
    public static Optional<Paths> of(String word) {
        for (Paths one : values()) {
            if (one.word.equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
