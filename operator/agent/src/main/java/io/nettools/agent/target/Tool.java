package io.nettools.agent.target;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs in the target's network namespace. nsenter executes the tool in its own process, so the process
 * here is the tool itself.
 *
 * <p>No tool outlives the agent. It is closed with the capture. If the agent is killed, the kernel ends all processes
 * of the container's PID namespace, since the agent is its process 1.
 */
public final class Tool implements AutoCloseable {
    /** Runs blocking reads of pipes, each in a daemon thread. */
    public static final Executor READERS =
            task -> Thread.ofPlatform().daemon().name("tool-output").start(task);

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int TEXT_LIMIT = 1 << 20;

    private final Process process;

    private Tool(Process process) {
        this.process = process;
    }

    public static Tool start(NetworkNamespace namespace, List<String> command) throws IOException {
        return start(new ProcessBuilder(namespace.command(command)));
    }

    private static Tool start(ProcessBuilder builder) throws IOException {
        builder.environment().put("LC_ALL", "C"); // its messages are read
        Process process = builder.start();
        process.getOutputStream().close();
        return new Tool(process);
    }

    /**
     * Runs a tool that talks to untrusted hosts, without this container's volumes, rights and environment. It is killed
     * at the limit.
     */
    public static Outcome runUnprivileged(
            NetworkNamespace namespace, Seclusion seclusion, Unprivileged rights, Duration limit, List<String> command)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(namespace.command(seclusion.command(rights.command(limit, command))));
        builder.environment().clear();
        return outcome(start(builder), limit.plus(PATIENCE), command.getFirst());
    }

    /** Runs a tool until its end. It is killed at the limit. */
    public static Outcome run(NetworkNamespace namespace, Duration limit, List<String> command) throws IOException {
        return outcome(start(namespace, command), limit, command.getFirst());
    }

    private static Outcome outcome(Tool started, Duration limit, String name) {
        try (Tool tool = started) {
            CompletableFuture<String> output = tool.text(tool.output());
            CompletableFuture<String> errors = tool.errorText();
            if (!tool.endsWithin(limit)) {
                tool.process.destroyForcibly();
                return new Outcome(-1, "", name + " took longer than " + limit.toSeconds() + " s");
            }
            return new Outcome(tool.process.exitValue(), output.join(), errors.join());
        }
    }

    public InputStream output() {
        return process.getInputStream();
    }

    /** Its output on stderr until its end, up to a limit. */
    public CompletableFuture<String> errorText() {
        return text(errors());
    }

    public InputStream errors() {
        return process.getErrorStream();
    }

    public long pid() {
        return process.pid();
    }

    /** Whether a tool has ended with exit code 0. */
    public boolean succeeded() {
        return process.exitValue() == 0;
    }

    public boolean running() {
        return process.isAlive();
    }

    public boolean endsWithin(Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * Ends the tool by TERM, upon which tcpdump and conntrack flush and print their counts, or by KILL if it ignores
     * that. TERM is sent through the handle, because {@link Process#destroy} closes the pipes at once and loses the
     * last output.
     */
    @Override
    public void close() {
        process.toHandle().destroy();
        if (!endsWithin(PATIENCE)) {
            process.destroyForcibly();
        }
    }

    private CompletableFuture<String> text(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        String text = new String(stream.readNBytes(TEXT_LIMIT), StandardCharsets.UTF_8);
                        stream.transferTo(OutputStream.nullOutputStream());
                        return text;
                    } catch (IOException broken) {
                        throw new UncheckedIOException(broken);
                    }
                },
                READERS);
    }

    /** The exit code and the output of a tool. */
    public record Outcome(int exit, String output, String errors) {
        public boolean succeeded() {
            return exit == 0;
        }
    }
}
