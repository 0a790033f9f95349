package io.nettools.agent.analyse;

/** A command line that cannot be understood. The message is a sentence with what to write instead. */
final class Misuse extends Exception {
    private static final long serialVersionUID = 1;

    Misuse(String sentence) {
        super(sentence);
    }
}
