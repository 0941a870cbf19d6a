package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/newsgraph/newsgraph/graph/atomicfile"
)

// successMetric is kept over runs of a command that fail: an alert watches its
// age.
func successMetric(command string) string {
	return "newsgraph_" + command + "_success_timestamp_seconds"
}

// writeMetrics writes the figures of a run of import or load in the text format of Prometheus
// (https://prometheus.io/docs/instrumenting/exposition_formats/), for a
// collector of text files. A reader never sees half a file.
func writeMetrics(path, command string, s importSummary, now time.Time) error {
	of := func(name string) string { return "newsgraph_" + command + "_" + name }
	var m metricsText
	m.add(of("exit_code"), "Exit code of the last run.", sample{"", float64(s.Exit)})
	m.add(of("end_timestamp_seconds"), "When the last run ended.", sample{"", float64(now.Unix())})
	success := lastSuccess(path, successMetric(command))
	if s.Exit == exitDone || s.Exit == exitPartly {
		success = float64(now.Unix())
	}
	m.add(successMetric(command), "When the last run that went well ended, 0 for never.", sample{"", success})
	m.add(of("duration_seconds"), "How long the last run took.", sample{"", s.Seconds})
	m.add(of("waited_seconds"), "How long the last run waited for another job or the server.", sample{"", s.Waited})
	m.add(of("load_attempts"), "How often the last run began to load.", sample{"", float64(s.Attempts)})
	if b := s.Build; b != nil {
		m.add(of("inputs"), "Inputs of the last run by what became of them.",
			sample{`outcome="new"`, float64(b.Articles - b.Replaced)}, sample{`outcome="changed"`, float64(b.Replaced)},
			sample{`outcome="duplicate"`, float64(b.Duplicates)}, sample{`outcome="unchanged"`, float64(b.Unchanged)},
			sample{`outcome="skipped"`, float64(b.Skipped)}, sample{`outcome="failed"`, float64(b.Failed)})
		m.add(of("build_seconds"), "How long the last run built.", sample{"", b.Seconds})
		m.add("newsgraph_store_rows", "Rows of the store.", sample{`kind="mention"`, float64(b.Mentions)},
			sample{`kind="entity"`, float64(b.Entities)}, sample{`kind="statement"`, float64(b.Statements)})
	}
	if l := s.Load; l != nil {
		m.add(of("rows"), "Nodes and relationships of the last run by what became of them.",
			sample{`outcome="written"`, float64(l.Written)}, sample{`outcome="unchanged"`, float64(l.Unchanged)}, sample{`outcome="deleted"`, float64(l.Deleted)})
		if s.Build != nil {
			m.add(of("load_seconds"), "How long the last load took.", sample{"", l.Seconds})
		}
		m.add(of("repeated_transactions"), "Transactions that the server had repeated.", sample{"", float64(l.Retries)})
		m.add(of("cut_transactions"), "Transactions that were too large for the server and sent in parts.", sample{"", float64(l.Split)})
	}
	return atomicfile.Write(path, 0o644, func(w io.Writer) error {
		_, err := io.WriteString(w, m.b.String())
		return err
	})
}

// sample is one value of a metric.
type sample struct {
	labels string
	value  float64
}

type metricsText struct{ b strings.Builder }

func (m *metricsText) add(name, help string, samples ...sample) {
	fmt.Fprintf(&m.b, "# HELP %s %s\n# TYPE %s gauge\n", name, help, name)
	for _, s := range samples {
		labels := ""
		if s.labels != "" {
			labels = "{" + s.labels + "}"
		}
		fmt.Fprintf(&m.b, "%s%s %s\n", name, labels, strconv.FormatFloat(s.value, 'f', -1, 64))
	}
}

// lastSuccess reads when a run went well from the file of an earlier one.
func lastSuccess(path, metric string) float64 {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0 // the first run
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), metric+" "); ok {
			t, _ := strconv.ParseFloat(value, 64) // what is no number was not ours
			return t
		}
	}
	return 0
}
