package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"regexp"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/extract"
	"github.com/newsgraph/newsgraph/extract/article"
	"github.com/newsgraph/newsgraph/extract/names"
	"github.com/newsgraph/newsgraph/extract/relations"
	"github.com/newsgraph/newsgraph/extract/text"
	"github.com/newsgraph/newsgraph/schema"
)

// extraction is the choice of recognizer and rules that build and extract share.
type extraction struct {
	recognizer string
	namesFile  string
	rulesFiles []string
	asIs       bool
	workers    int
}

func (x *extraction) flags(c *cobra.Command) {
	x.nameFlags(c)
	x.ruleFlags(c)
	f := c.Flags()
	f.BoolVar(&x.asIs, "as-is", false, "take the text of JSON Lines records as it stands, and (extract) its id")
	f.IntVar(&x.workers, "workers", 0, "articles extracted at a time (default one a CPU)")
}

func (x *extraction) ruleFlags(c *cobra.Command) {
	c.Flags().StringArrayVar(&x.rulesFiles, "rules", nil, "YAML file of more relation rules; may be given several times")
}

func (x *extraction) nameFlags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&x.recognizer, "names", "news", `recognizer of names: "news", the trained model, or "prose", prose's own`)
	f.StringVar(&x.namesFile, "names-file", "", "CSV of names that outrank the model: name,type,id; names of one id are one entity")
	_ = c.RegisterFlagCompletionFunc("names", cobra.FixedCompletions([]string{"news", "prose"}, cobra.ShellCompDirectiveNoFileComp)) // fails only for a flag that is not there
}

// names makes the recognizer that the flags ask for.
func (x *extraction) names() (names.Recognizer, *text.Analyzer, error) {
	analyzer, err := text.Default()
	if err != nil {
		return nil, nil, err
	}
	switch {
	case x.recognizer == "prose" && x.namesFile != "":
		return nil, nil, usagef("--names-file needs --names news")
	case x.recognizer == "prose":
		r, err := names.Prose(analyzer)
		return r, analyzer, err
	case x.recognizer != "news":
		return nil, nil, usagef(`--names is %q: want "news" or "prose"`, x.recognizer)
	}
	var with []names.Option
	if x.namesFile != "" {
		list, err := readNames(x.namesFile)
		if err != nil {
			return nil, nil, err
		}
		with = append(with, names.WithNames(list))
	}
	r, err := names.News(with...)
	return r, analyzer, err
}

// extractor makes the extractor that the flags ask for.
func (x *extraction) extractor() (*extract.Extractor, error) {
	var o extract.Options
	var err error
	if o.Names, o.Text, err = x.names(); err != nil {
		return nil, err
	}
	if o.Relations, err = x.relations(); err != nil {
		return nil, err
	}
	if o.Choice, err = x.choice(); err != nil {
		return nil, err
	}
	return extract.New(o)
}

// relations makes the extractor of statements that the flags ask for.
func (x *extraction) relations() (*relations.Extractor, error) {
	sets, err := ruleSets(x.rulesFiles)
	if err != nil {
		return nil, err
	}
	more := make([]relations.Option, len(sets))
	for i, set := range sets {
		more[i] = relations.WithMoreRules(set)
	}
	return relations.New(more...)
}

// choice tells what the flags ask for from other choices: the recognizer and a
// hash of the user's files.
func (x *extraction) choice() (string, error) {
	h := sha256.New()
	for _, path := range append([]string{x.namesFile}, x.rulesFiles...) {
		if path == "" {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return "", err
		}
		sum := sha256.Sum256(data)
		h.Write(sum[:])
	}
	return fmt.Sprintf("%s %x", x.recognizer, h.Sum(nil)[:8]), nil
}

// readNames reads a file of names that outrank the model.
func readNames(path string) (*names.NameList, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // opened for reading
	return names.ReadNames(f, path)
}

// ruleSets reads files of rules, each may use the built-in classes.
func ruleSets(files []string) ([]*schema.RuleSet, error) {
	sets := make([]*schema.RuleSet, len(files))
	for i, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if sets[i], err = schema.ParseRules(path, data, schema.DefaultRules()); err != nil {
			return nil, err
		}
	}
	return sets, nil
}

// read streams the records of the inputs.
func (x *extraction) read(c *cobra.Command, inputs []string, o article.Options) iter.Seq2[article.Record, error] {
	o.Stdin, o.AsIs = c.InOrStdin(), x.asIs
	return article.Read(c.Context(), inputs, o)
}

// inputMessage is a failed input as a JSON line.
type inputMessage struct {
	Path  string `json:"path,omitempty"`
	Line  int    `json:"line,omitempty"`
	Error string `json:"error"`
}

// asInput takes an error of a reader apart.
func asInput(err error) inputMessage {
	var in *article.InputError
	if errors.As(err, &in) {
		return inputMessage{in.Path, in.Line, in.Err.Error()}
	}
	return inputMessage{Error: err.Error()}
}

// alikes counts warnings by their kind: their words but for those in quotes.
type alikes map[string]int

// mostAlike is how many warnings of a kind are shown one by one.
const mostAlike = 3

var inQuotes = regexp.MustCompile(`"[^"]*"`)

// few counts a warning and reports whether it is one of the first of its kind.
func (a alikes) few(err error) bool {
	kind := inQuotes.ReplaceAllString(asInput(err).Error, "…")
	a[kind]++
	return a[kind] <= mostAlike
}

// rest tells how many warnings of each kind were not shown.
func (a alikes) rest(w io.Writer) {
	for _, kind := range sortedKeys(a) {
		if n := a[kind] - mostAlike; n > 0 {
			fmt.Fprintf(w, "newsgraph: %s more: %s\n", plural(n, "input"), printable(kind))
		}
	}
}

// warnInput names an input that failed, on stderr.
func warnInput(c *cobra.Command, err error) {
	fmt.Fprintf(c.ErrOrStderr(), "newsgraph: %s\n", printable(err.Error()))
}
