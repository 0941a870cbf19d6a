package watch

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/newsgraph/newsgraph/graph/atomicfile"
)

// state is what is remembered from one run to the next.
type state struct {
	Version int                   `json:"version"`
	Files   map[string]stamp      `json:"files"` // as last taken
	Feeds   map[string]*feedState `json:"feeds"` // by address
}

// feedState is what is remembered of a feed.
type feedState struct {
	Validators
	Next     time.Time         `json:"next"`     // when it is asked again
	Failures int               `json:"failures"` // in a row
	Taken    map[string]string `json:"taken"`    // entries that were taken, with what tells a change
}

const stateVersion = 1

// readState reads what a run before remembered; nothing where there is no file.
func readState(path string) (*state, error) {
	s := &state{Version: stateVersion, Files: map[string]stamp{}, Feeds: map[string]*feedState{}}
	if path == "" {
		return s, nil
	}
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return s, nil
	}
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(data, s); err != nil {
		return nil, fmt.Errorf("%s: %w: want what an earlier watch remembered; remove it to begin anew", path, err)
	}
	if s.Version != stateVersion {
		return nil, fmt.Errorf("%s: version %d, this program's is %d: remove it to begin anew", path, s.Version, stateVersion)
	}
	return s, nil
}

// write replaces the file by one with the state as it is.
func (s *state) write(path string) error {
	if path == "" {
		return nil
	}
	return atomicfile.Write(path, 0o600, func(w io.Writer) error { return json.NewEncoder(w).Encode(s) })
}

// feed is the state of a feed, made where there is none.
func (s *state) feed(address string) *feedState {
	f := s.Feeds[address]
	if f == nil {
		f = &feedState{}
		s.Feeds[address] = f
	}
	if f.Taken == nil {
		f.Taken = map[string]string{}
	}
	return f
}
