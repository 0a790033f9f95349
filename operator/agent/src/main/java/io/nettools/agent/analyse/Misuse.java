package io.nettools.agent.analyse;

/** The command line makes no sense; its message is a sentence that says what to write instead. */
final class Misuse extends Exception {
    private static final long serialVersionUID = 1;

    Misuse(String sentence) {
        super(sentence);
    }
}
