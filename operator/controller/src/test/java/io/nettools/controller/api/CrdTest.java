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

/** The CRD in crds/ matches the Java model. {@code mvn test -Dtest=CrdTest -Dupdate=true} writes it. */
class CrdTest {
    private static final Path COMMITTED = Path.of("../../crds/networktraces.nettools.io.yaml");

    @TempDir
    Path folder;

    @Test
    void committedCrdMatchesTheModel() throws IOException {
        String generated = generated();
        if (Boolean.getBoolean("update")) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, generated);
        }
        assertEquals(
                generated,
                Files.readString(COMMITTED),
                "crds/ is not what the model gives: mvn test -pl operator/controller -am -Dtest=CrdTest -Dupdate=true"
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

    /** T13: a user's spec is held in memory, so each part of it must have a bound far below the size of an object. */
    @Test
    void everyTextListAndMapOfASpecIsBounded() throws IOException {
        List<String> open = new ArrayList<>();
        unbounded(
                "spec",
                new YAMLMapper().readTree(generated()).at("/spec/versions/0/schema/openAPIV3Schema/properties/spec"),
                "",
                open);
        assertEquals(List.of(), open, "add @Size, or a rule where the schema has no word for it");
    }

    /** @param rules of the object that has this field: the schema cannot bound the keys of a map */
    private static void unbounded(String path, JsonNode schema, String rules, List<String> open) {
        String own = schema.path("x-kubernetes-validations").toString();
        boolean bounded =
                switch (schema.path("type").asText()) {
                    case "string" -> schema.has("maxLength") || schema.has("enum");
                    case "array" -> schema.has("maxItems");
                    case "object" ->
                        !schema.has("additionalProperties")
                                || (schema.has("maxProperties") && rules.contains(".all(key, size(key) <= "));
                    case "integer" -> schema.has("maximum");
                    case "boolean" -> true;
                    default -> own.contains("size(self) <= "); // a number or a text
                };
        if (!bounded) {
            open.add(path);
        }
        schema.path("properties")
                .properties()
                .forEach(field -> unbounded(path + "." + field.getKey(), field.getValue(), own, open));
        if (schema.has("items")) {
            unbounded(path + "[]", schema.path("items"), own, open);
        }
        if (schema.has("additionalProperties")) {
            unbounded(path + "{}", schema.path("additionalProperties"), own, open);
        }
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
