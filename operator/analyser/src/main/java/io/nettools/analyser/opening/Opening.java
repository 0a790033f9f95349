package io.nettools.analyser.opening;

/**
 * The opening of one connection, perhaps still underway.
 *
 * @param <R> type of its report
 */
public interface Opening<R> {
    /** Whether the server has sent nothing. */
    boolean unanswered();

    /**
     * Reports the present state.
     *
     * @param client address and port of the end that sent the first message
     * @param server address and port of the other end
     */
    R report(String client, String server);
}
