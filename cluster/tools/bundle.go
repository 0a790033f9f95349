package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"

	"github.com/operator-framework/api/pkg/manifests"
	"github.com/operator-framework/api/pkg/validation"
	validator "github.com/operator-framework/api/pkg/validation/interfaces"
	"sigs.k8s.io/yaml"
)

const system = "nettrace-system"

var removedRights = regexp.MustCompile(`\w+: \(\["ClusterServiceVersion\.Spec\.InstallStrategy[^)]*\)`)

// bundle fails for each error and each warning: a warning of today is an error of the next catalog
func bundle(arguments []string) error {
	read, err := manifests.GetBundleFromDir(arguments[0])
	if err != nil {
		return err
	}
	validators := append(validator.Validators{
		validation.OperatorHubV2Validator,
		validation.StandardCategoriesValidator,
		validation.StandardCapabilitiesValidator,
		validation.ObjectValidator,
		validation.GoodPracticesValidator,
	}, validation.DefaultBundleValidators...)
	values := []any{read, read.CSV}
	for _, crd := range read.V1CRDs {
		values = append(values, crd)
	}
	for _, one := range read.Objects {
		values = append(values, one)
	}
	var complaints []string
	results := validators.Validate(values...)
	for _, result := range results {
		for _, complaint := range append(result.Errors, result.Warnings...) {
			if !ofRightsAlone(complaint.Error()) {
				complaints = append(complaints, complaint.Error())
			}
		}
	}
	if len(complaints) > 0 {
		return fmt.Errorf("%s", strings.Join(complaints, "\n"))
	}
	fmt.Printf("%s: %d validators, no error, no warning\n", read.CSV.Name, len(validators))
	return nil
}

// ofRightsAlone: the validator takes every right to events or endpointslices for one to a version that is gone, though rights have no version
func ofRightsAlone(complaint string) bool {
	return strings.Contains(complaint, "deprecated and removed") && !strings.Contains(removedRights.ReplaceAllString(complaint, ""), `(["`)
}

// objects that OLM makes: those of the manifests, and those of the ClusterServiceVersion. OLM invents the names of roles; here they are the accounts'.
func objects(arguments []string) error {
	files, err := filepath.Glob(filepath.Join(arguments[0], "manifests", "*.yaml"))
	if err != nil {
		return err
	}
	sort.Strings(files)
	for _, file := range files {
		read, err := documents(file)
		if err != nil {
			return err
		}
		for _, one := range read {
			made := []object{one}
			if text(one, "kind") == "ClusterServiceVersion" {
				made = installed(one)
			}
			for _, one := range made {
				printed, err := yaml.Marshal(one)
				if err != nil {
					return err
				}
				fmt.Fprintf(os.Stdout, "---\n%s", printed)
			}
		}
	}
	return nil
}

func installed(csv object) (made []object) {
	spec := at(csv, "spec", "install", "spec")
	accounts := map[string]bool{}
	for _, one := range list(spec, "deployments") {
		metadata := object{"name": text(one, "name"), "namespace": system, "labels": at(one, "label")}
		made = append(made, object{"apiVersion": "apps/v1", "kind": "Deployment", "metadata": metadata, "spec": at(one, "spec")})
		accounts[text(one, "spec", "template", "spec", "serviceAccountName")] = true
	}
	for _, one := range list(spec, "clusterPermissions") {
		made = append(made, rights("Cluster", text(one, "serviceAccountName"), at(one, "rules"), object{})...)
	}
	for _, one := range list(spec, "permissions") {
		made = append(made, rights("", text(one, "serviceAccountName"), at(one, "rules"), object{"namespace": system})...)
	}
	for account := range accounts {
		made = append(made, object{"apiVersion": "v1", "kind": "ServiceAccount", "metadata": object{"name": account, "namespace": system}})
	}
	return made
}

func rights(scope, account string, rules any, metadata object) []object {
	metadata["name"] = account
	group := "rbac.authorization.k8s.io"
	return []object{
		{"apiVersion": group + "/v1", "kind": scope + "Role", "metadata": metadata, "rules": rules},
		{"apiVersion": group + "/v1", "kind": scope + "RoleBinding", "metadata": metadata,
			"roleRef":  object{"apiGroup": group, "kind": scope + "Role", "name": account},
			"subjects": []any{object{"kind": "ServiceAccount", "name": account, "namespace": system}}},
	}
}

func list(value any, path ...string) []any {
	found, _ := at(value, path...).([]any)
	return found
}
