package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

// kstatus of each document's object, against what the document expects; helm --wait, Flux and kpt read objects by it
func kstatus(arguments []string) error {
	read, err := documents(arguments[0])
	if err != nil {
		return err
	}
	var complaints []string
	count := map[string]int{}
	for _, one := range read {
		name, expected := text(one, "situation"), text(one, "expected")
		content, err := json.Marshal(at(one, "object"))
		if err != nil {
			return err
		}
		var trace unstructured.Unstructured // by its own reader, for which a generation is no float
		if err := trace.UnmarshalJSON(content); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		result, err := status.Compute(&trace)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		count[result.Status.String()]++
		if result.Status.String() != expected {
			complaints = append(complaints, fmt.Sprintf("%s: kstatus reads %s (%s), expected is %s", name, result.Status, result.Message, expected))
		}
	}
	if len(complaints) > 0 {
		return fmt.Errorf("%s", strings.Join(complaints, "\n"))
	}
	fmt.Printf("%d situations: %v\n", len(read), count)
	return nil
}
