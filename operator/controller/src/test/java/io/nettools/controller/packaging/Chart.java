package io.nettools.controller.packaging;

import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Renders the chart's templates: the files of deploy/ and crds/ with their comments, and a template expression at each seam. */
final class Chart {
    static final Path FOLDER = Path.of("../../charts/networktrace");
    static final Path CRD = Path.of("../../crds/networktraces.nettools.io.yaml");

    private static final Pattern SETTING = Pattern.compile("(?m)^  (\\w+): (\"[^\"]*\"|\\S+)(.*)$");

    private static final String LABELS = "    {{- include \"networktrace.labels\" . | nindent 4 }}\n";

    private Chart() {}

    /** Text of each template, by its path below templates/. */
    static Map<String, String> templates() {
        Map<String, String> templates = new TreeMap<>();
        templates.put("crd.yaml", crd());
        for (String file : files()) {
            templates.put(file, template(file));
        }
        return templates;
    }

    /** Files of deploy/ and of its overlays, by path. */
    private static List<String> files() {
        List<String> files = new ArrayList<>(Manifests.listed(Manifests.DEPLOY));
        files.remove(Seams.NAMESPACE);
        Seams.OVERLAYS.keySet().forEach(overlay -> Manifests.lying(Manifests.DEPLOY.resolve(overlay))
                .forEach(file -> files.add(overlay + "/" + file)));
        files.removeIf(file -> !file.endsWith(".yaml"));
        return files;
    }

    private static String template(String file) {
        String text = Yaml.text(Manifests.DEPLOY.resolve(file));
        text = text.replace("{{", "{{ \"{{\" }}"); // of an alert's text, which Prometheus fills in
        if (file.equals(Seams.SETTINGS)) {
            int data = text.indexOf("\ndata:\n");
            text = text.substring(0, data)
                    + SETTING.matcher(text.substring(data))
                            .replaceAll("  $1: {{ include \"networktrace.setting\" .Values.settings.$1 }}$3");
        }
        text = labelled(inReleaseNamespace(text));
        for (Seam seam : Seams.ALL) {
            text = seam.file().equals(file) ? seam.change().apply(text) : text;
        }
        String overlay = file.contains("/") ? file.substring(0, file.indexOf('/')) : "";
        return overlay.isEmpty()
                ? text
                : Seam.when(file, Seams.OVERLAYS.get(overlay)).change().apply(text);
    }

    private static String inReleaseNamespace(String text) {
        return text.replace("nettrace-system", "{{ .Release.Namespace }}")
                .replace("nettrace-traces", "{{ .Values.settings.traceNamespace }}");
    }

    private static String labelled(String text) {
        String metadata = "\n" + Seam.found("the manifest", text, "metadata:");
        String with = metadata.contains("\n  labels:\n")
                ? metadata.replace("\n  labels:\n", "\n  labels:\n" + LABELS)
                : metadata.replace("\nmetadata:\n", "\nmetadata:\n  labels:\n" + LABELS);
        return text.replace(metadata, with);
    }

    private static String crd() {
        String name = "  name: \"networktraces.nettools.io\"\n";
        String kept =
                "  {{- if .Values.crds.keep }}\n  annotations:\n    helm.sh/resource-policy: keep\n  {{- end }}\n";
        Seam keep = Seam.text("crd.yaml", "metadata:\n" + name, "metadata:\n" + kept + "  labels:\n" + LABELS + name);
        return Seam.when("crd.yaml", "crds.enabled")
                .change()
                .apply(keep.change().apply(Yaml.text(CRD)));
    }

    /** The given values.yaml, with the settings of the ConfigMap, which are the last of its values. */
    static String values(String written) {
        String head = "\nsettings:\n";
        String settings = Seam.found(Seams.SETTINGS, Yaml.text(Manifests.DEPLOY.resolve(Seams.SETTINGS)), "data:");
        return written.substring(0, written.indexOf(head)) + settings.replaceFirst("data:", head.stripTrailing());
    }
}
