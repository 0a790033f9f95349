package io.nettools.analyser.redis;

/**
 * Commands other than work that wait for an answer, by their places among all commands. Their number is bounded,
 * however deep a client's pipeline is.
 */
final class Awaited {
    private static final int MOST = 16;

    private final int[] places = new int[MOST];
    private final Command[] commands = new Command[MOST];
    private int first;
    private int count;

    /**
     * Adds the next command.
     *
     * @return false if there is no room for it
     */
    boolean add(int place, Command command) {
        if (count == MOST) {
            return false;
        }
        int index = (first + count) % MOST;
        places[index] = place;
        commands[index] = command;
        count++;
        return true;
    }

    /** Takes the command at a place, which is answered now. Places must be taken in their order. */
    Command take(int place) {
        if (count == 0 || places[first] != place) {
            return Command.Work;
        }
        Command command = commands[first];
        first = (first + 1) % MOST;
        count--;
        return command;
    }
}
