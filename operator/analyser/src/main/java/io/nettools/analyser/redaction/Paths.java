package io.nettools.analyser.redaction;

import java.util.Optional;

/**
 * Parts of the paths of HTTP requests that the admin allows to be shown. No value shows segments that look like a
 * secret.
 */
public enum Paths {
    /** The whole path. */
    Shown("shown"),
    /** The first segment, which names the application. */
    FirstSegment("first-segment"),
    /** Only that there is a path. */
    None("none");

    private final String word;

    Paths(String word) {
        this.word = word;
    }

    /** The word for it in the settings. */
    public String word() {
        return word;
    }

    /** The value for a word; empty for an unknown word. */
    public static Optional<Paths> of(String word) {
        for (Paths one : values()) {
            if (one.word.equals(word)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
