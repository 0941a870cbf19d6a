package main

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph"
)

type completion = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// completed is how many names a shell is offered.
const completed = 30

// completeEntities completes names of entities from the store at *path, for up
// to so many arguments. Each name comes with what tells it from others.
func completeEntities(path *string, arguments int) completion {
	return func(c *cobra.Command, args []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		if len(args) >= arguments {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		st, err := openStore(*path)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer func() { _ = st.Close() }() // opened for reading
		var names []string
		if toComplete == "" {
			found, err := st.EntitiesOf(c.Context(), "", 0, completed)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			for _, e := range found {
				names = append(names, described(e.Name, string(e.Type), e.Articles))
			}
		} else {
			found, err := st.Find(c.Context(), toComplete, completed)
			if err != nil {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			offered := map[string]bool{}
			for _, m := range found {
				form := formFor(m.Entity, toComplete)
				if !offered[form] {
					offered[form] = true
					names = append(names, described(form, string(m.Type), m.Articles))
				}
			}
		}
		return names, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}

// formFor is the form of an entity's name that goes on from what was typed: bash
// offers nothing else. Where there is none it is the name.
func formFor(e graph.Entity, typed string) string {
	names := []string{e.Name}
	for _, a := range e.Aliases {
		names = append(names, a.Name)
	}
	for _, equal := range []func(a, b string) bool{func(a, b string) bool { return a == b }, strings.EqualFold} {
		for _, name := range names {
			if len(name) >= len(typed) && equal(name[:len(typed)], typed) {
				return name
			}
		}
	}
	return e.Name
}

// described is a name with what tells it from others, as shells show it.
func described(name, typ string, articles int) string {
	return printable(name) + "\t" + typ + ", " + plural(articles, "article")
}

func completeStores(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"db"}, cobra.ShellCompDirectiveFilterFileExt
}
