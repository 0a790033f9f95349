package io.nettools.e2e;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.HashMap;
import java.util.Map;

/** The admin's settings while a test changes them; closing puts back what was there. */
@Alone("the operator starts again, with other settings")
final class Settings implements AutoCloseable {
    private static final String NAME = "nettrace-settings";

    private final Map<String, String> before;

    private Settings(Map<String, String> before) {
        this.before = before;
    }

    /** Read by the next operator that starts. */
    static Settings change(Map<String, String> changes) {
        Settings settings = new Settings(Map.copyOf(Scene.CLIENT
                .configMaps()
                .inNamespace(Scene.SYSTEM)
                .withName(NAME)
                .get()
                .getData()));
        settings.instead(changes);
        return settings;
    }

    /** Other changes to what was there, in place of those before. */
    void instead(Map<String, String> changes) {
        Map<String, String> changed = new HashMap<>(before);
        changed.putAll(changes);
        write(changed);
    }

    @Override
    public void close() {
        write(before);
        Operator.restart();
    }

    private void write(Map<String, String> data) {
        Scene.CLIENT.configMaps().inNamespace(Scene.SYSTEM).withName(NAME).edit(map -> new ConfigMapBuilder(map)
                .withData(data)
                .build());
    }
}
