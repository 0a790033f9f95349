package io.nettools.controller.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nettools.controller.fixture.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links between the documents lead to a file and a heading; tests that they name exist. */
class LinksTest {
    private static final Path ROOT = Path.of("../..");
    private static final List<String> FOLDERS = List.of("operator", "operator/decisions", "");
    private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*(?:Test|IT))`");

    @Test
    void eachLinkLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            String text = CODE.matcher(Yaml.text(page)).replaceAll("");
            LINK.matcher(text).results().forEach(link -> {
                Path to = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                if (!Files.exists(to) || (link.group(2) != null && !anchors(to).contains(link.group(2)))) {
                    dead.add(page + ": " + link.group());
                }
            });
        }
        assertEquals(List.of(), dead);
    }

    @Test
    void eachNamedTestExists() throws IOException {
        Set<String> tests = sources();
        List<String> gone = new ArrayList<>();
        for (Path page : pages()) {
            TEST.matcher(Yaml.text(page))
                    .results()
                    .map(name -> name.group(1))
                    .filter(name -> !tests.contains(name))
                    .forEach(name -> gone.add(page + ": " + name));
        }
        assertEquals(List.of(), gone);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
            }
        }
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        assertTrue(pages.size() > FOLDERS.size(), () -> "pages: " + pages);
        return pages;
    }

    /** Names of all Java files of the modules. */
    private static Set<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("operator"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    /** As GitHub names the headings of a page. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(Yaml.text(page))
                .results()
                .map(heading -> anchor(heading.group(1)))
                .collect(Collectors.toSet());
    }

    /** The name that GitHub gives to a heading. */
    static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }
}
