package main

import (
	"github.com/spf13/cobra"
)

type completion = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// completeEntities completes names of entities from the store at *path.
func completeEntities(path *string) completion {
	return func(c *cobra.Command, _ []string, toComplete string) ([]string, cobra.ShellCompDirective) {
		st, err := openStore(*path)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		defer func() { _ = st.Close() }() // opened for reading
		found, err := st.Find(c.Context(), toComplete, 20)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		names := make([]string, len(found))
		for i, m := range found {
			names[i] = m.Name
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

func completeStores(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"db"}, cobra.ShellCompDirectiveFilterFileExt
}
