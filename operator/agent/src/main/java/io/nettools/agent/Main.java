package io.nettools.agent;

import io.nettools.agent.handover.Layout;
import io.nettools.agent.handover.Log;
import io.nettools.agent.handover.Termination;
import io.nettools.analyser.order.Order;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The agent's program. {@code capture} and {@code read} are the trace pod's two containers. {@code train} rehearses
 * both without any privilege, so that the image build can record which classes they need; with captures it analyses
 * these, to record which methods are worth compiling, too. {@code analyse} is for people.
 *
 * <p>Exit codes: 0 there is a result, 1 there is no result and the termination message has the reason, 2 wrong usage.
 */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        run(Layout.POD, String.valueOf(System.getenv(Order.VARIABLE)), args);
    }

    /** Runs a command, and never returns: the process ends with the command. */
    static void run(Layout layout, String order, String... args) {
        List<String> words = List.of(args);
        String command = words.isEmpty() ? "" : words.getFirst();
        if (command.equals("analyse")) {
            System.exit(AnalyseCommand.run(words.subList(1, words.size())));
        }
        if (command.equals("train")) {
            endWith(termination -> Training.run(termination, words.subList(1, words.size())));
        }
        switch (words.size() == 1 ? command : "") {
            case "capture" -> endWith(termination -> new CaptureCommand(layout, termination).run(order));
            case "read" -> endWith(termination -> new ReadCommand(layout, termination).run(order));
            default -> {
                Log.decision("start", "usage", "arguments=analyse|capture|read|train");
                System.exit(USAGE);
            }
        }
    }

    /**
     * Runs a command and ends the process, even when memory runs out: otherwise the shutdown hook would wait for a
     * result that never comes.
     */
    private static void endWith(ToIntFunction<Termination> command) {
        Termination termination = Termination.install();
        int code = 1;
        try {
            code = command.applyAsInt(termination);
        } finally {
            termination.exit(code);
        }
    }
}
