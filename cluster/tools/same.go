package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

// difference of a rendering from the reference: an object that is absent or added, or a field by its path
type difference struct{ in, of, what string }

// allowed is a difference of the list: each one occurs somewhere, or the list is out of date
type allowed struct {
	difference
	reason string
	seen   bool
}

func same(arguments []string) error {
	list, err := allowances(arguments[0])
	if err != nil {
		return err
	}
	var unlisted []string
	compared := 0
	for _, group := range groups(arguments[1:]) {
		found, count, err := compare(group)
		if err != nil {
			return err
		}
		compared += count
		for _, one := range found {
			if !allow(list, one) {
				unlisted = append(unlisted, fmt.Sprintf("%s: %s: %s", one.in, one.of, one.what))
			}
		}
	}
	for _, one := range list {
		if !one.seen {
			unlisted = append(unlisted, fmt.Sprintf("%s: %s: %s is listed, and does not occur", one.in, one.of, one.what))
		}
	}
	if len(unlisted) > 0 {
		return fmt.Errorf("%s", strings.Join(unlisted, "\n"))
	}
	fmt.Printf("%d objects compared, %d kinds of difference, each with its reason\n", compared, len(list))
	return nil
}

func groups(arguments []string) (groups [][]string) {
	for _, group := range strings.Split(strings.Join(arguments, "\n"), "\n--\n") {
		groups = append(groups, strings.Split(group, "\n"))
	}
	return groups
}

func allowances(file string) (list []*allowed, err error) {
	documents, err := documents(file)
	if err != nil {
		return nil, err
	}
	for _, document := range documents {
		for _, one := range document["differences"].([]any) {
			entry := &allowed{difference{text(one, "in"), text(one, "of"), text(one, "what")}, text(one, "reason"), false}
			if entry.in == "" || entry.of == "" || entry.what == "" || entry.reason == "" {
				return nil, fmt.Errorf("%s: an entry needs in, of, what and reason: %v", file, one)
			}
			list = append(list, entry)
		}
	}
	return list, nil
}

func allow(list []*allowed, one difference) bool {
	for _, entry := range list {
		if matches(entry.in, one.in) && matches(entry.of, one.of) && matches(entry.what, one.what) {
			entry.seen = true
			return true
		}
	}
	return false
}

// matches a text, or with * at the end how it begins
func matches(pattern, text string) bool {
	if start, open := strings.CutSuffix(pattern, "*"); open {
		return strings.HasPrefix(text, start)
	}
	return pattern == text
}

func compare(group []string) (found []difference, compared int, err error) {
	reference, err := leaves(group[0])
	if err != nil {
		return nil, 0, err
	}
	for _, argument := range group[1:] {
		name, file, _ := strings.Cut(argument, "=")
		rendered, err := leaves(file)
		if err != nil {
			return nil, 0, err
		}
		compared += len(rendered)
		for _, object := range union(reference, rendered) {
			ours, theirs := reference[object], rendered[object]
			switch {
			case ours == nil:
				found = append(found, difference{name, object, "added"})
			case theirs == nil:
				found = append(found, difference{name, object, "absent"})
			default:
				for _, path := range union(ours, theirs) {
					if ours[path] != theirs[path] {
						found = append(found, difference{name, object, path})
					}
				}
			}
		}
	}
	return found, compared, nil
}

func union[V any](one, other map[string]V) (keys []string) {
	for key := range one {
		keys = append(keys, key)
	}
	for key := range other {
		if _, both := one[key]; !both {
			keys = append(keys, key)
		}
	}
	sort.Strings(keys)
	return keys
}

// leaves of each object, by its key and their path
func leaves(file string) (map[string]map[string]string, error) {
	documents, err := documents(file)
	if err != nil {
		return nil, err
	}
	all := map[string]map[string]string{}
	for _, document := range documents {
		if all[key(document)] != nil {
			return nil, fmt.Errorf("%s: %s is there twice", file, key(document))
		}
		all[key(document)] = map[string]string{}
		flatten("", document, all[key(document)])
	}
	return all, nil
}

func flatten(path string, value any, into map[string]string) {
	switch node := value.(type) {
	case object:
		for key, field := range node {
			flatten(strings.TrimPrefix(path+"."+key, "."), field, into)
		}
		if len(node) > 0 {
			return
		}
	case []any:
		for index, item := range node {
			flatten(fmt.Sprintf("%s[%d]", path, index), item, into)
		}
		if len(node) > 0 {
			return
		}
	}
	leaf, _ := json.Marshal(value)
	into[path] = string(leaf)
}
