package io.nettools.controller.packaging;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A place of a file of deploy/ where the chart's template differs. A place that the file does not have once is an error. */
record Seam(String file, UnaryOperator<String> change) {

    /** A text of the file, and the text of the template. */
    static Seam text(String file, String found, String template) {
        return new Seam(file, text -> {
            if (text.split(Pattern.quote(found), -1).length != 2) {
                throw new AssertionError(file + " has to have once:\n" + found);
            }
            return text.replace(found, template);
        });
    }

    /** The line that is the head, with the deeper lines below it. In the template, {@code %s} stands for them. */
    static Seam block(String file, String head, String template) {
        return new Seam(file, text -> {
            String block = found(file, text, head);
            return text.replace(block, template.replace("%s", block));
        });
    }

    /** Wraps the file in a condition on a value. */
    static Seam when(String file, String value) {
        return new Seam(file, text -> "{{- if .Values." + value + " }}\n" + text + "{{- end }}\n");
    }

    /** Adds text at the end of the file. */
    static Seam after(String file, String template) {
        return new Seam(file, text -> text + template);
    }

    static String found(String file, String text, String head) {
        List<String> lines = text.lines().toList();
        int start = lines.indexOf(head);
        if (start < 0) {
            throw new AssertionError(file + " has no line:\n" + head);
        }
        int indent = head.length() - head.stripLeading().length();
        Stream<String> below = lines.stream()
                .skip(start + 1L)
                .takeWhile(line -> line.length() - line.stripLeading().length() > indent);
        return Stream.concat(Stream.of(head), below).map(line -> line + "\n").collect(Collectors.joining());
    }
}
