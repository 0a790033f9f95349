package io.nettools.analyser.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.analyser.Analyser;
import io.nettools.analyser.packet.Side;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final int LONGEST = 2_000_000;

    /** A field that is not cleared would tell of one connection what happened to another. */
    @Test
    void oneThatBecomesAnotherIsLikeANewOne() throws Exception {
        int seen = 0;
        for (Path capture : captures()) {
            for (Conversation used : conversations(capture)) {
                if (used.isTcp()) {
                    Conversation fresh = new Conversation(used.key(), true);
                    used.become(used.key(), true);
                    assertEquals(List.of(), different(state(begun(fresh)), state(begun(used))), capture::toString);
                    seen++;
                }
            }
        }
        assertTrue(seen > 500, "TCP connections: " + seen);
    }

    private static List<Path> captures() throws IOException {
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            return files.filter(file -> file.toString().contains(".pcap"))
                    .filter(file -> file.toFile().length() < LONGEST)
                    .sorted()
                    .toList();
        }
    }

    private static List<Conversation> conversations(Path capture) throws Exception {
        Analyser analyser = new Analyser(0, Map.of());
        analyser.accept(ByteBuffer.wrap(Files.readAllBytes(capture)));
        return ((FlowTable) value("flows", analyser)).live().toList();
    }

    /** The same with an HTTP dialogue that begins: its memory waits in the connection until then. */
    private static List<Object> begun(Conversation one) throws Exception {
        Object http = one.http();
        for (Method method : http.getClass().getDeclaredMethods()) {
            if (method.getName().equals("dialogue")) {
                method.setAccessible(true);
                return List.of(one, method.invoke(http, Side.Server, null, one));
            }
        }
        throw new AssertionError("HttpConnection has no dialogue()");
    }

    private static Object value(String field, Object of) throws Exception {
        Field found = of.getClass().getDeclaredField(field);
        found.setAccessible(true);
        return found.get(of);
    }

    private static List<String> different(List<String> fresh, List<String> used) {
        List<String> different = new ArrayList<>(used);
        different.removeAll(fresh);
        return different;
    }

    /** All fields of an object, and of what it refers to. */
    private static List<String> state(Object of) throws Exception {
        List<String> lines = new ArrayList<>();
        write("", of, new IdentityHashMap<>(), lines);
        return lines;
    }

    private static void write(String path, Object of, Map<Object, String> known, List<String> lines) throws Exception {
        if (of instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                write(path + '/' + i, list.get(i), known, lines);
            }
            return;
        }
        boolean ours = of != null && of.getClass().getName().startsWith("io.nettools") && !(of instanceof Enum);
        String before = ours ? known.putIfAbsent(of, path) : null;
        lines.add(path + " = " + (before != null ? before : ours ? of.getClass().getName() : String.valueOf(of)));
        if (!ours || before != null) {
            return;
        }
        for (Class<?> type = of.getClass(); type != Object.class; type = type.getSuperclass()) {
            if (type == LiveConversations.Entry.class) {
                // its place in the table is the table's
                return;
            }
            for (Field field : type.getDeclaredFields()) {
                // what is kept for the next one is made as new when that begins
                if (!Modifier.isStatic(field.getModifiers()) && !field.getName().equals("spare")) {
                    field.setAccessible(true);
                    write(path + '.' + field.getName(), field.get(of), known, lines);
                }
            }
        }
    }
}
