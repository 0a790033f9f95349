package io.nettools.controller;

import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts this process's program again in its place (execve(2)): all threads end at once, no shutdown hook runs, no file or connection
 * is inherited. The process keeps its number, so the kubelet sees no restart and does not wait before it.
 */
final class Execve {
    private static final Path FILES = Path.of("/proc/self/fd");
    private static final Path PROGRAM = Path.of("/proc/self/exe");
    private static final Path COMMAND = Path.of("/proc/self/cmdline");

    /** fcntl(2), with the values of Linux' asm-generic/fcntl.h. */
    private static final int F_SETFD = 2;

    private static final int FD_CLOEXEC = 1;
    private static final int STANDARD_ERROR = 2;
    private static final AddressLayout POINTER = ValueLayout.ADDRESS;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

    private Execve() {}

    /**
     * Does not return when it succeeds.
     *
     * @throws IOException when the program is still this one
     */
    static void again() throws IOException {
        List<String> words =
                List.of(Files.readString(COMMAND, StandardCharsets.ISO_8859_1).split("\0", -1));
        String program = PROGRAM.toRealPath().toString();
        closeFilesWithTheProgram();
        try (Arena arena = Arena.ofConfined()) {
            List<String> arguments = words.subList(0, words.size() - 1); // each ends with a zero
            MemorySegment pointers = arena.allocate(POINTER, arguments.size() + 1L); // the last one stays null
            for (int at = 0; at < arguments.size(); at++) {
                pointers.setAtIndex(POINTER, at, arena.allocateFrom(arguments.get(at), StandardCharsets.ISO_8859_1));
            }
            int _ = (int) function("execv", FunctionDescriptor.of(INT, POINTER, POINTER))
                    .invokeExact(arena.allocateFrom(program), pointers);
        } catch (Throwable reason) { // what a method handle declares
            throw new IOException(reason);
        }
        throw new IOException("execv " + program + " failed");
    }

    /** The JDK opens its files without O_CLOEXEC. One of another thread that is opened meanwhile stays open, and nobody uses it. */
    private static void closeFilesWithTheProgram() throws IOException {
        MethodHandle fcntl =
                function("fcntl", FunctionDescriptor.of(INT, INT, INT, INT), Linker.Option.firstVariadicArg(2));
        try (Stream<Path> files = Files.list(FILES)) {
            for (Path file : files.toList()) {
                int number = Integer.parseInt(file.getFileName().toString());
                if (number > STANDARD_ERROR) {
                    int _ = (int) fcntl.invokeExact(number, F_SETFD, FD_CLOEXEC);
                }
            }
        } catch (Throwable reason) {
            throw new IOException(reason);
        }
    }

    @SuppressWarnings("restricted") // which it is by the option --enable-native-access alone
    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), type, options);
    }
}
