// tools checks the ways to install the operator against each other and against the rules of OLM, kstatus and the API server.
//
//	tools same DIFFERENCES.yaml REFERENCE.yaml NAME=FILE… [-- REFERENCE.yaml NAME=FILE…]…   are they the same objects, but for the listed differences?
//	tools objects BUNDLE                                prints the objects that OLM makes of a bundle
//	tools bundle BUNDLE                                 the validators of operator-framework/api
//	tools schemas FOLDER OPENAPI_V2.json                JSON schemas for kubeconform, of what an API server serves and of OLM
//	tools kstatus FILE                                  what kstatus reads in objects, against what is expected
package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"k8s.io/apimachinery/pkg/util/yaml"
)

type object = map[string]any

func main() {
	commands := map[string]func([]string) error{"same": same, "objects": objects, "bundle": bundle, "schemas": schemas, "kstatus": kstatus}
	if len(os.Args) < 3 || commands[os.Args[1]] == nil {
		fmt.Fprintln(os.Stderr, "tools same|objects|bundle|schemas|kstatus ARGUMENT…: see main.go")
		os.Exit(2)
	}
	if err := commands[os.Args[1]](os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// documents of a YAML file, without empty ones
func documents(file string) ([]object, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all []object
	decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
	for {
		var one object
		if err := decoder.Decode(&one); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if len(one) > 0 {
			all = append(all, one)
		}
	}
}

// at follows keys into an object; nil where there is nothing
func at(value any, path ...string) any {
	for _, key := range path {
		fields, ok := value.(object)
		if !ok {
			return nil
		}
		value = fields[key]
	}
	return value
}

func text(value any, path ...string) string {
	found, _ := at(value, path...).(string)
	return found
}

// key names an object as people do: Kind namespace/name
func key(one object) string {
	name := text(one, "metadata", "name")
	if namespace := text(one, "metadata", "namespace"); namespace != "" {
		name = namespace + "/" + name
	}
	return strings.TrimSpace(text(one, "kind") + " " + name)
}
