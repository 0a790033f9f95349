package io.nettools.controller.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the Javadoc of records and their components, so that {@code kubectl explain} and the code always agree. */
final class RecordDocs {
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"), Path.of("../planner/src/main/java"), Path.of("../analyser/src/main/java"));

    private RecordDocs() {}

    /** The first sentences of a record's Javadoc, before its tags. */
    static String of(Class<?> record) {
        return tidy(
                javadoc(record).replaceFirst("(?s)@param.*", "").stripTrailing().replaceFirst("\\*$", ""));
    }

    /** The texts of the components by name. */
    static Map<String, String> components(Class<?> record) {
        Map<String, String> texts = new HashMap<>();
        Matcher tag = Pattern.compile("@param (\\w+) (.*?)(?=@param|$)", Pattern.DOTALL)
                .matcher(javadoc(record));
        while (tag.find()) {
            texts.put(tag.group(1), tidy(tag.group(2)));
        }
        return texts;
    }

    private static String javadoc(Class<?> type) {
        Pattern before = Pattern.compile(
                "/\\*\\*((?:(?!\\*/).)*)\\*/(?:(?!/\\*\\*|\\{\\s*\\n).)*?\\b(?:record|class) " + type.getSimpleName()
                        + "\\b",
                Pattern.DOTALL);
        Matcher found = before.matcher(source(type));
        if (!found.find()) {
            throw new AssertionError(type + " has no Javadoc");
        }
        return found.group(1);
    }

    private static String source(Class<?> type) {
        Class<?> outer = Optional.<Class<?>>ofNullable(type.getEnclosingClass()).orElse(type);
        String path = outer.getName().replace('.', '/') + ".java";
        return SOURCES.stream()
                .map(root -> root.resolve(path))
                .filter(Files::exists)
                .map(RecordDocs::read)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no source of " + type));
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tidy(String text) {
        String plain = text.replaceAll("\\n\\s*\\*", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .replaceAll("<[^>]+>", " ");
        String line = plain.replaceAll("\\s+", " ").strip();
        String sentence = line.isEmpty() ? line : Character.toUpperCase(line.charAt(0)) + line.substring(1);
        return sentence.endsWith(".") || sentence.isEmpty() ? sentence : sentence + ".";
    }
}
