package io.nettools.analyser.redis;

/** Commands that wait for an answer and are more than work, by their places among all commands: few, however deep a client's pipeline is. */
final class Awaited {
    private static final int MOST = 16;

    private final int[] places = new int[MOST];
    private final Command[] commands = new Command[MOST];
    private int first;
    private int count;

    /**
     * Takes the next one.
     *
     * @return whether there was room for it
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

    /** The command at the place, which is answered now; places are asked for in their order. */
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
