package io.nettools.analyser.opening;

/**
 * What is known of the opening of one connection; more may become known.
 *
 * @param <R> what is reported of it
 */
public interface Opening<R> {
    /** Whether the server has sent nothing. */
    boolean unanswered();

    /**
     * What is known now.
     *
     * @param client address and port of the end that asked
     * @param server address and port of the other end
     */
    R report(String client, String server);
}
