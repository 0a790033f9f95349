package io.nettools.controller.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crdv2.generator.CRDGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The CRD in crds/ is the one that the Java model gives. {@code mvn test -Dtest=CrdTest -Dcrd.update=true} writes it. */
class CrdTest {
    private static final Path COMMITTED = Path.of("../../crds/networktraces.nettools.io.yaml");

    @TempDir
    Path folder;

    @Test
    void committedCrdIsTheModels() throws IOException {
        String generated = generated();
        if (Boolean.getBoolean("crd.update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, generated);
        }
        assertEquals(
                generated,
                Files.readString(COMMITTED),
                "crds/ is not what the model gives: mvn test -pl operator/controller -am -Dtest=CrdTest -Dcrd.update=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false");
    }

    @Test
    void everyFieldIsDescribed() throws IOException {
        JsonNode schema =
                new YAMLMapper().readTree(generated()).at("/spec/versions/0/schema/openAPIV3Schema/properties");
        List<String> bare = new ArrayList<>();
        schema.properties().forEach(field -> undescribed(field.getKey(), field.getValue(), bare));
        assertTrue(bare.isEmpty(), () -> "without a description: " + bare);
    }

    private static void undescribed(String path, JsonNode schema, List<String> bare) {
        if (schema.path("description").asText("").isBlank()) {
            bare.add(path);
        }
        schema.path("properties")
                .properties()
                .forEach(field -> undescribed(path + "." + field.getKey(), field.getValue(), bare));
        schema.at("/items/properties")
                .properties()
                .forEach(field -> undescribed(path + "[]." + field.getKey(), field.getValue(), bare));
    }

    private String generated() throws IOException {
        new CRDGenerator()
                .customResourceClasses(NetworkTrace.class)
                .forCRDVersions("v1")
                .inOutputDir(folder.toFile())
                .withPostProcessor(new CrdPolish())
                .detailedGenerate();
        String yaml = Files.readString(folder.resolve("networktraces.nettools.io-v1.yml"));
        return yaml.replaceFirst(
                "#.*\\n", "# Generated from the Java model (operator/controller, package api); CrdTest compares.\n");
    }
}
