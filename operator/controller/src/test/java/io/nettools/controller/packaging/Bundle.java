package io.nettools.controller.packaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nettools.controller.fixture.Manifests;
import io.nettools.controller.fixture.Yaml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Renders the OLM bundle (registry+v1) from deploy/, crds/ and examples/traces: the ClusterServiceVersion, the objects that a bundle may have
 * besides, and for an admin those that it may not have.
 */
final class Bundle {
    static final Path FOLDER = Path.of("../../bundle");
    private static final Path EXAMPLES = Path.of("../../examples/traces");
    private static final Path OPENSHIFT = Manifests.DEPLOY.resolve("openshift");
    private static final String GENERATED =
            "# Generated from deploy/, crds/ and bundle/base.yaml; BundleTest compares.\n";
    private static final String SYSTEM = "nettrace-system";
    private static final String OPERATOR = "networktrace-operator";

    /** Kinds that OLM makes and that deploy/ has. NetworkPolicy is one from OpenShift 4.20 on, later than what the bundle is for. */
    private static final Set<String> OF_BUNDLES = Set.of(
            "ClusterRole",
            "PodDisruptionBudget",
            "Service",
            "ServiceMonitor",
            "PodMonitor",
            "PrometheusRule",
            "PriorityClass");

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
            .enable(
                    YAMLGenerator.Feature.MINIMIZE_QUOTES,
                    YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS,
                    YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
            .build();

    private Bundle() {}

    /** Where an object of deploy/ is in the bundle. */
    private enum Place {
        /** In the ClusterServiceVersion: OLM makes the object from it. */
        Csv,
        /** A manifest beside it. */
        Manifest,
        /** OLM does not make it, or not where it belongs: the admin does. */
        Admin,
        /** Nowhere: OLM would write shipped settings again with each update, and without them the defaults hold. */
        Nowhere;

        static Place of(JsonNode object) {
            String kind = object.path("kind").asText();
            String namespace = object.at("/metadata/namespace").asText(SYSTEM);
            if (kind.equals("ConfigMap")) {
                return Nowhere;
            }
            if (namespace.equals(SYSTEM)
                    && Manifests.name(object).equals(OPERATOR)
                    && !kind.equals("PodDisruptionBudget")) {
                return Csv;
            }
            return namespace.equals(SYSTEM) && OF_BUNDLES.contains(kind) ? Manifest : Admin;
        }
    }

    /** Text of each file, by its path below bundle/. */
    static Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        files.put("manifests/networktrace-operator.clusterserviceversion.yaml", GENERATED + printed(csv()));
        files.put("manifests/networktraces.nettools.io.crd.yaml", Yaml.text(Chart.CRD));
        for (String file : in(Manifests.DEPLOY, Place.Manifest)) {
            files.put("manifests/" + file, Yaml.text(Manifests.DEPLOY.resolve(file)));
        }
        files.put("admin/cluster.yaml", joined(Manifests.DEPLOY, in(Manifests.DEPLOY, Place.Admin)));
        files.put("admin/openshift.yaml", joined(OPENSHIFT, Manifests.lying(OPENSHIFT)));
        return files;
    }

    /** Texts that look like numbers keep their quotes: a variable's value has to be a text. */
    private static String printed(ObjectNode csv) {
        try {
            return YAML.writeValueAsString(csv);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> in(Path folder, Place place) {
        return Manifests.listed(folder).stream()
                .filter(file -> Place.of(Yaml.tree(folder.resolve(file))) == place)
                .toList();
    }

    private static String joined(Path folder, List<String> files) {
        return files.stream()
                .map(file -> Yaml.text(folder.resolve(file)))
                .collect(Collectors.joining("---\n", GENERATED, ""));
    }

    private static ObjectNode csv() {
        ObjectNode csv = (ObjectNode) Yaml.tree(FOLDER.resolve("base.yaml"));
        JsonNode deployment = Manifests.only("Deployment");
        String image = deployment.at("/spec/template/spec/containers/0/image").asText();
        String version = image.substring(image.lastIndexOf(':') + 1);
        ObjectNode metadata = (ObjectNode) csv.path("metadata");
        metadata.put("name", OPERATOR + ".v" + version);
        ((ObjectNode) metadata.path("annotations"))
                .put("containerImage", image)
                .put("alm-examples", examples().toPrettyString());
        ObjectNode spec = (ObjectNode) csv.path("spec");
        spec.put("version", version);
        ((ObjectNode) spec.at("/icon/0"))
                .put(
                        "base64data",
                        Base64.getEncoder()
                                .encodeToString(
                                        Yaml.text(FOLDER.resolve("icon.svg")).getBytes(StandardCharsets.UTF_8)));
        spec.putObject("install").put("strategy", "deployment").set("spec", install(deployment));
        spec.set("relatedImages", relatedImages(deployment));
        return csv;
    }

    private static ObjectNode install(JsonNode deployment) {
        ObjectNode install = JSON.createObjectNode();
        install.set("clusterPermissions", rules("ClusterRole"));
        install.set("permissions", rules("Role"));
        install.putArray("deployments")
                .addObject()
                .put("name", Manifests.name(deployment))
                .<ObjectNode>set("label", deployment.at("/metadata/labels"))
                .set("spec", deployment.path("spec"));
        return install;
    }

    private static ArrayNode rules(String kind) {
        ArrayNode rules = JSON.createArrayNode();
        Manifests.ofKind(kind).stream()
                .filter(role -> Place.of(role) == Place.Csv)
                .forEach(role ->
                        rules.addObject().put("serviceAccountName", OPERATOR).set("rules", role.path("rules")));
        return rules;
    }

    /** Images of the Deployment: the operator's, and those in variables that mirroring tools know by their names. */
    private static ArrayNode relatedImages(JsonNode deployment) {
        ArrayNode images = JSON.createArrayNode();
        JsonNode container = deployment.at("/spec/template/spec/containers/0");
        images.addObject().put("name", "operator").set("image", container.path("image"));
        Manifests.items(container.path("env"))
                .filter(variable -> variable.path("name").asText().startsWith("RELATED_IMAGE_"))
                .forEach(variable -> images.addObject()
                        .put(
                                "name",
                                variable.path("name")
                                        .asText()
                                        .replace("RELATED_IMAGE_", "")
                                        .toLowerCase(Locale.ROOT))
                        .set("image", variable.path("value")));
        return images;
    }

    /** The traces of examples/, first the one that needs nothing but the name of a pod: a console offers the first one. */
    private static ArrayNode examples() {
        ArrayNode examples = JSON.createArrayNode();
        Manifests.lying(EXAMPLES).stream()
                .sorted(Comparator.comparing(file -> !file.equals("everything.yaml")))
                .forEach(file -> examples.add(Yaml.tree(EXAMPLES.resolve(file))));
        return examples;
    }
}
