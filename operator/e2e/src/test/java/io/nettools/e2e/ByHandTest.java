package io.nettools.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nettools.controller.ops.Json;
import io.nettools.planner.status.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** docs/by-hand.md: each command of the procedure by hand has its answer in a status. */
class ByHandTest {
    @RegisterExtension
    static final Scene SCENE = new Scene();

    private static final Path DOCUMENT = Shell.ROOT.resolve("docs/by-hand.md");
    private static final Pattern ROW = Pattern.compile("\\| (.+?) \\| `(targets.+?)` \\|.*\\|");
    private static final int LONGEST = 70;

    @Test
    void eachCommandHasItsAnswer() throws IOException {
        JsonNode status = Json.mapper().valueToTree(traced());
        List<String> written = new ArrayList<>();
        int rows = 0;
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (!row.matches()) {
                written.add(line);
                continue;
            }
            rows++;
            JsonNode value = status.at(pointer(row.group(2)));
            assertFalse(
                    value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty(), () -> line + ": " + status);
            written.add("| %s | `%s` | %s |".formatted(row.group(1), row.group(2), cell(value)));
        }
        assertTrue(rows > 25, "rows of " + DOCUMENT);
        if (Boolean.getBoolean("update")) {
            Files.write(DOCUMENT, written);
        }
    }

    /** With the probe that the example leaves to what the admin allows. */
    private static Object traced() throws IOException {
        Path examples = Shell.ROOT.resolve("examples");
        Scene.apply(example(examples.resolve("dual-container.yaml")));
        SCENE.ready("nettools-dual-pod");
        Scene.apply(example(examples.resolve("traces/by-hand.yaml"))
                .replace("duration: 10s", "duration: 6s")
                .replace("# probe:", "probe:")
                .replace("10.128.2.43", SCENE.ip("nettools-dual-pod")));
        Tracing trace = new Tracing(SCENE, "by-hand").capturing();
        SCENE.exec("nettools-dual-pod", "curl", "-s", "http://127.0.0.1:8080/hello.txt")
                .ok();
        return trace.ended(Reason.Completed).status();
    }

    private static String example(Path file) throws IOException {
        return Files.readString(file).replace("namespace: network-trace", "namespace: " + SCENE.namespace());
    }

    /** {@code targets[0].pod} as RFC 6901 writes it. */
    private static String pointer(String field) {
        return "/" + field.replace("[", "/").replace("]", "").replace('.', '/');
    }

    private static String cell(JsonNode value) {
        if (value.asText().contains("\n")) {
            return value.asText().lines().count() + " lines";
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return "`" + cut.replace("|", "\\|") + "`";
    }
}
