package io.nettools.controller.docs;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The admin's settings as a Markdown page, from the ConfigMap that is installed and its comments. */
final class SettingsPage {
    private static final String HEAD =
            """
            # Settings

            The keys of ConfigMap `nettrace-settings` in `nettrace-system`. `ReferenceTest` writes this page from `deploy/30-configmap-settings.yaml`: change
            the comments there, not this page. The operator reads the settings when it starts, and refuses to start with a wrong one: its log says which, and
            how to write it ([change a setting](../admin.md#change-a-setting)).

            | setting | installed | meaning |
            | --- | --- | --- |
            """;

    private static final Pattern SETTING =
            Pattern.compile("(?m)^ {2}(?<key>\\w+): (?<value>[^#]*?) *# (?<meaning>.*)$");

    private SettingsPage() {}

    /** @param configMap in YAML, a line for each setting, which ends with a comment */
    static String of(String configMap) {
        String data = configMap.substring(configMap.indexOf("\ndata:\n") + "\ndata:\n".length());
        long lines = data.lines().count();
        String rows = SETTING.matcher(data)
                .results()
                .map(setting -> "| `%s` | `%s` | %s |\n"
                        .formatted(
                                setting.group("key"),
                                setting.group("value"),
                                setting.group("meaning").replace("|", "\\|")))
                .collect(Collectors.joining());
        if (rows.lines().count() != lines) {
            throw new IllegalArgumentException("a setting without a comment in: " + data);
        }
        return HEAD + rows;
    }
}
