package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/operator-framework/api/crds"
	apiextensions "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
)

const definitions = "#/definitions/"

// schemas writes one for each kind, as kind-group-version.json, with all that it refers to. Fields that no schema knows are errors.
func schemas(arguments []string) error {
	folder := arguments[0]
	content, err := os.ReadFile(arguments[1])
	if err != nil {
		return err
	}
	var openapi struct{ Definitions object }
	if err := json.Unmarshal(content, &openapi); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, definition := range openapi.Definitions {
		tighten(definition)
	}
	written := 0
	for name, definition := range openapi.Definitions {
		for _, kind := range list(definition, "x-kubernetes-group-version-kind") {
			needed := object{}
			reach(openapi.Definitions, name, needed)
			schema := object{"$ref": definitions + name, "definitions": needed}
			if err := write(folder, text(kind, "kind"), text(kind, "group"), text(kind, "version"), schema); err != nil {
				return err
			}
			written++
		}
	}
	for _, crd := range []*apiextensions.CustomResourceDefinition{crds.ClusterServiceVersion()} {
		if err := writeOf(folder, crd); err != nil {
			return err
		}
		written++
	}
	fmt.Printf("%d schemas\n", written)
	return nil
}

func writeOf(folder string, crd *apiextensions.CustomResourceDefinition) error {
	for _, version := range crd.Spec.Versions {
		content, err := json.Marshal(version.Schema.OpenAPIV3Schema)
		if err != nil {
			return err
		}
		var schema object
		if err := json.Unmarshal(content, &schema); err != nil {
			return err
		}
		tighten(schema)
		if err := write(folder, crd.Spec.Names.Kind, crd.Spec.Group, version.Name, schema); err != nil {
			return err
		}
	}
	return nil
}

func write(folder, kind, group, version string, schema object) error {
	if group == "" {
		group = version // as kubeconform names the core group
	}
	content, err := json.Marshal(schema)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, strings.ToLower(kind)+"-"+group+"-"+version+".json"), content, 0o644)
}

// tighten makes a JSON schema of an OpenAPI one: what may be a number or a text, what may be null, and no unknown fields
func tighten(value any) {
	schema, ok := value.(object)
	if !ok {
		return
	}
	if schema["x-kubernetes-int-or-string"] == true || schema["format"] == "int-or-string" {
		schema["type"] = []any{"integer", "string"}
	}
	if strings.HasPrefix(text(schema, "description"), "Quantity is a fixed-point representation") {
		schema["type"] = []any{"number", "string"}
	}
	delete(schema, "format")
	if kind, ok := schema["type"].(string); ok && schema["nullable"] == true {
		schema["type"] = []any{kind, "null"}
	}
	open := schema["additionalProperties"] != nil || schema["x-kubernetes-preserve-unknown-fields"] == true
	if fields, ok := schema["properties"].(object); ok {
		if !open {
			schema["additionalProperties"] = false
		}
		for _, field := range fields {
			tighten(field)
		}
	}
	tighten(schema["items"])
	tighten(schema["additionalProperties"])
}

func reach(all object, name string, needed object) {
	if needed[name] != nil {
		return
	}
	needed[name] = all[name]
	references(all[name], func(reference string) { reach(all, strings.TrimPrefix(reference, definitions), needed) })
}

func references(value any, follow func(string)) {
	switch node := value.(type) {
	case object:
		for key, field := range node {
			if reference, ok := field.(string); ok && key == "$ref" {
				follow(reference)
			}
			references(field, follow)
		}
	case []any:
		for _, item := range node {
			references(item, follow)
		}
	}
}
