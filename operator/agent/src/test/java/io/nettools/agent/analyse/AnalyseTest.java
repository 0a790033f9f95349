package io.nettools.agent.analyse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyseTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void theSummaryComesFirst() throws IOException {
        String file = file("one.pcap", new Talks().asks(40_000, "/cart", 503).bytes());
        JsonNode status = json(file).getFirst();
        assertEquals(0, run(file));
        assertEquals(file + ": " + status.path("summary").asText(), text().getFirst());
        assertTrue(text().get(1).startsWith(status.at("/capture/captured").asText() + " packets, "), text().get(1));
    }

    @Test
    void everyFlowAndExchangeOfTheStatusHasARow() throws IOException {
        String file = file("three.pcap", new Talks().asksTimes(3).bytes());
        JsonNode status = json(file).getFirst();
        assertEquals(0, run(file));
        assertEquals(3, status.path("flows").size());
        for (JsonNode flow : status.path("flows")) {
            row(flow.path("protocol"), flow.path("client"), flow.path("server"), flow.path("packetsToServer"));
        }
        for (JsonNode http : status.path("http")) {
            row(http.path("client"), http.path("status"), http.path("method"), http.path("path"));
        }
    }

    @Test
    void listsAreCutUnlessFullIsGiven() throws IOException {
        String file = file("many.pcap", new Talks().asksTimes(25).bytes());
        JsonNode cut = json(file).getFirst();
        assertEquals(20, cut.path("flows").size());
        assertEquals(20, cut.path("http").size());
        assertEquals(25, cut.path("flowCount").asInt());
        JsonNode full = json(file, "--full").getFirst();
        assertEquals(25, full.path("flows").size());
        assertEquals(25, full.path("http").size());
        run(file);
        assertTrue(text().contains("Conversations (20 of 25; --full lists all)"), text()::toString);
    }

    @Test
    void packetLinesAreShownOnRequestOnly() throws IOException {
        String file = file("one.pcap", new Talks().asks(40_000, "/", 200).bytes());
        assertFalse(json(file).getFirst().has("packets"));
        assertEquals(2, json(file, "--packets", "2").getFirst().path("packets").size());
    }

    @Test
    void yamlHasTheSameFieldsAsJson() throws IOException {
        String one = file("one.pcap", new Talks().asks(40_000, "/on", 200).bytes());
        String many = file("many.pcap", new Talks().asksTimes(25).bytes());
        List<JsonNode> json = json(one, many, "--packets=3");
        run(one, many, "--packets=3", "-oyaml");
        YAMLMapper yaml = new YAMLMapper();
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(out.toByteArray())) {
            // by their text: a number has one kind in JSON and another in YAML
            assertEquals(json.toString(), documents.readAll().toString());
        }
    }

    @Test
    void standardInputIsReadLikeAFile() throws IOException {
        byte[] bytes = new Talks().asksTimes(2).bytes();
        JsonNode fromFile = json(file("two.pcap", bytes)).getFirst();
        run(new ByteArrayInputStream(bytes), "-", "-o", "json");
        JsonNode fromInput = new JsonMapper().readTree(out.toByteArray());
        assertEquals("-", fromInput.path("file").asText());
        assertEquals(fromFile.path("flows"), fromInput.path("flows"));
        assertEquals(fromFile.path("capture"), fromInput.path("capture"));
    }

    @Test
    void anUnreadableFileDoesNotHideTheOthers() throws IOException {
        String good = file("good.pcap", new Talks().asks(40_000, "/", 200).bytes());
        String none = folder.resolve("none.pcap").toString();
        String other = file("photo.jpg", "no capture, whatever it is".getBytes(StandardCharsets.US_ASCII));
        String empty = file("empty.pcap", new byte[0]);
        assertEquals(1, run(none, other, empty, folder.toString(), good));
        assertTrue(text().getFirst().startsWith(good + ": "), text()::toString);
        List<String> said = err.toString(StandardCharsets.US_ASCII).lines().toList();
        assertEquals(4, said.size(), said::toString);
        assertEquals("nettrace: " + none + ": No such file", said.getFirst());
        assertTrue(said.get(1).contains("not a capture file"), said.get(1));
        assertTrue(said.get(2).contains("empty"), said.get(2));
        assertTrue(said.get(3).contains("Is a directory"), said.get(3));
    }

    @Test
    void aCutFileIsReadToItsEndAndNoted() throws IOException {
        byte[] whole = new Talks().asks(40_000, "/", 200).bytes();
        String cut = file("cut.pcap", Arrays.copyOf(whole, whole.length - 5));
        assertEquals(0, run(cut));
        assertTrue(text().get(1).startsWith("4 packets"), text().get(1));
        assertTrue(text().stream().anyMatch(line -> line.contains("ends within a packet")), text()::toString);
    }

    @Test
    void aCaptureWithoutPacketsExitsWithZero() throws IOException {
        assertEquals(0, run(file("quiet.pcap", new Talks().bytes())));
        assertTrue(text().getFirst().endsWith(": no packets"), text()::toString);
    }

    @Test
    void conntracksOutputIsReadBesideTheCapture() throws IOException {
        String file = file("one.pcap", new Talks().asks(40_000, "/", 200).bytes());
        String tracked = file(
                "conntrack",
                """
                tcp      6 431999 ESTABLISHED src=10.0.0.1 dst=10.0.0.2 sport=40000 dport=80 [ASSURED] mark=0 use=1
                    [NEW] tcp      6 120 SYN_SENT src=10.0.0.1 dst=10.0.0.2 sport=40001 dport=80 [UNREPLIED] src=10.0.0.2
                """
                        .getBytes(StandardCharsets.US_ASCII));
        JsonNode conntrack = json(file, "--conntrack", tracked).getFirst().path("conntrack");
        assertEquals(1, conntrack.path("entries").asInt());
        assertEquals(1, conntrack.at("/events/created").asInt());
        run(file, "--conntrack", tracked);
        assertTrue(text().contains("Connection tracking"), text()::toString);
        assertEquals(1, run(file, "--conntrack", folder + "/none"));
        assertTrue(err.toString(StandardCharsets.US_ASCII).contains("/none: No such file"));
    }

    @Test
    void aTranslationIsALineWithBothOfItsAddresses() throws IOException {
        String file = file("one.pcap", new Talks().asks(40_000, "/", 200).bytes());
        String tracked = file(
                "conntrack",
                """
                    [NEW] tcp 6 120 SYN_SENT src=10.0.0.1 dst=10.96.0.20 sport=1 dport=80 [UNREPLIED] src=10.0.0.2 dst=10.0.0.1 sport=8080 dport=1
                tcp 6 60 TIME_WAIT src=10.0.0.1 dst=192.0.2.9 sport=2 dport=443 src=192.0.2.9 dst=10.9.9.9 sport=443 dport=61000 [ASSURED]
                """
                        .getBytes(StandardCharsets.US_ASCII));
        run(file, "--conntrack", tracked);
        String said = String.join("\n", text());
        assertTrue(said.contains("TCP 10.0.0.1:1 > 10.96.0.20:80 is 10.0.0.2:8080 (1 connection, no reply)"), said);
        assertTrue(said.contains("TCP 10.0.0.1:2 > 192.0.2.9:443, seen as 10.9.9.9:61000 (1 connection)"), said);
    }

    @Test
    void hostileTextReachesTheTerminalAsPrintableAscii() throws IOException {
        byte[] bytes = new Talks().asks(40_000, "/\u001b[2J\u0007\u00e9", 200).bytes();
        String file = file("evil\u001b[31m\n.pcap", bytes);
        for (String format : List.of("text", "json", "yaml")) {
            run(file, "--packets", "9", "-o", format);
            run(folder + "/\u001b]0;title\u0007");
            for (byte one : (out.toString(StandardCharsets.ISO_8859_1) + err).getBytes(StandardCharsets.ISO_8859_1)) {
                assertTrue(one == '\n' || (one >= ' ' && one <= '~'), () -> format + ": byte " + one);
            }
        }
    }

    @Test
    void aWrongOptionIsAnsweredWithASentenceAndExitCodeTwo() {
        for (String words : List.of(
                "", "-x f", "--output xml f", "f -o", "--packets many f", "--full=yes f", "--conntrack c a b")) {
            err.reset();
            assertEquals(2, run(words.isEmpty() ? new String[0] : words.split(" ")), words);
            assertTrue(err.toString(StandardCharsets.US_ASCII).endsWith(" See nettrace analyse --help.\n"), words);
            assertEquals("", out.toString(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void helpNamesEveryOption() {
        assertEquals(0, run("--help"));
        String help = out.toString(StandardCharsets.US_ASCII);
        for (String option : List.of("--output", "--full", "--packets", "--conntrack", "--help", "Exit code")) {
            assertTrue(help.contains(option), option);
        }
    }

    private String file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private int run(String... words) {
        return run(InputStream.nullInputStream(), words);
    }

    private int run(InputStream in, String... words) {
        out.reset();
        return new Analyse(in, new PrintStream(out), new PrintStream(err), false).run(List.of(words));
    }

    private List<String> text() {
        return out.toString(StandardCharsets.US_ASCII).lines().toList();
    }

    private List<JsonNode> json(String... words) throws IOException {
        String[] asJson = Arrays.copyOf(words, words.length + 1);
        asJson[words.length] = "-ojson";
        assertEquals(0, run(asJson));
        try (MappingIterator<JsonNode> documents =
                new JsonMapper().readerFor(JsonNode.class).readValues(out.toByteArray())) {
            return documents.readAll();
        }
    }

    /** Asserts that a line has these words in this order. */
    private void row(JsonNode... words) {
        String pattern = ".*"
                + String.join(
                        "\\s.*",
                        Arrays.stream(words)
                                .map(word -> "\\Q" + word.asText() + "\\E")
                                .toList()) + ".*";
        assertTrue(text().stream().anyMatch(line -> line.matches(pattern)), () -> pattern + " in " + text());
    }
}
