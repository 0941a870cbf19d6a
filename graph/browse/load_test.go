//go:build linux

package browse

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/newsgraph/newsgraph/graph/store"
)

var (
	storeAsked  = flag.String("store", "", "the store whose pages BenchmarkPages asks for; without one, that of the test articles")
	serverAsked = flag.String("at", "", "the address of a server of that store, as http://127.0.0.1:8080, whose memory is then its own; without one, a server in this process")
)

// users is how many ask at once.
const users = 8

// BenchmarkPages lets eight users ask for pages of one kind as fast as they
// come, and for pages of all kinds. It prints the time that half of the answers
// and that 95 in 100 of them took, and the processor time of an answer in this
// process, that of asking included. All connections, pages and addresses are drawn from one seed.
func BenchmarkPages(b *testing.B) {
	debug.SetMemoryLimit(SoftMemory)
	var st *store.Store
	var err error
	if *storeAsked == "" {
		st, err = made()
	} else if st, err = store.Open(*storeAsked, store.Options{ReadOnly: true}); err == nil {
		defer func() { _ = st.Close() }() // opened for reading
	}
	if err != nil {
		b.Fatal(err)
	}
	s, err := New(st, Options{Failed: func(r *http.Request, err error) { b.Errorf("%s: %v", r.URL, err) }})
	if err != nil {
		b.Fatal(err)
	}
	home := *serverAsked
	if home == "" {
		if err := s.Warm(b.Context()); err != nil {
			b.Fatal(err)
		}
		server := httptest.NewServer(s)
		defer server.Close()
		home = server.URL
	}
	kinds := loads(b, s)
	for _, k := range kinds {
		b.Run(k.name, func(b *testing.B) { load(b, home, k.addresses) })
	}
	var mixed []string
	for i := range 2000 {
		k := kinds[i%len(kinds)]
		mixed = append(mixed, k.addresses[i/len(kinds)%len(k.addresses)])
	}
	b.Run("mixed", func(b *testing.B) {
		load(b, home, mixed)
		b.ReportMetric(float64(usage(b).Maxrss)/1024, "peak-MB")
	})
}

// kind is a sort of pages.
type kind struct {
	name      string
	addresses []string
}

// loads picks the addresses that are asked for: of hubs, the entities in most
// articles, and of others.
func loads(b *testing.B, s *Server) []kind {
	r := rand.New(rand.NewPCG(3, 5))
	var some, prefixes []string
	for page := range 20 {
		for _, e := range data[Entities](b, s, fmt.Sprintf("/entities?page=%d", page+1)).Entities {
			some = append(some, e.ID)
			name := []rune(e.Name)
			prefixes = append(prefixes, "/suggest?q="+url.QueryEscape(string(name[:min(len(name), 1+r.IntN(5))])))
		}
	}
	hubs := some[:min(15, len(some))]
	var articles, statements []string
	for page := range 40 {
		for _, a := range data[Articles](b, s, fmt.Sprintf("/articles?page=%d", page+1)).Articles {
			articles = append(articles, "/article/"+a.ID)
		}
	}
	for page := range 10 {
		for _, f := range data[Facts](b, s, fmt.Sprintf("/facts?page=%d", page+1)).Facts {
			statements = append(statements, "/statement/"+f.ID)
		}
	}
	of := func(ids []string, before, after string) (list []string) {
		for _, id := range ids {
			list = append(list, before+id+after)
		}
		return list
	}
	var paths []string
	for range 400 {
		ends := some[:min(400, len(some))]
		paths = append(paths, "/path?from="+ends[r.IntN(len(ends))]+"&to="+ends[r.IntN(len(ends))])
	}
	var lists []string
	for page := range 30 {
		lists = append(lists, fmt.Sprintf("/facts?page=%d", page+1), fmt.Sprintf("/entities?page=%d", page+1), fmt.Sprintf("/articles?page=%d", page+1),
			fmt.Sprintf("/facts?modality=denied&page=%d", page%3+1), fmt.Sprintf("/entities?type=Person&page=%d", page+1), fmt.Sprintf("/facts?type=OWNS&page=%d", page%3+1))
	}
	kinds := []kind{
		{"home", []string{"/"}},
		{"suggest", prefixes},
		{"search", []string{"/search?q=united", "/search?q=bank+of", "/search?q=john", "/search?q=a", "/search?q=new"}},
		{"entity/hub", of(hubs, "/entity/", "")},
		{"entity/other", of(some, "/entity/", "")},
		{"relation/hub", of(hubs, "/entity/", "/HEADQUARTERED_IN")},
		{"picture/hub", of(hubs, "/picture/", "")},
		{"picture/other", of(some, "/picture/", "")},
		{"timeline/hub", of(hubs, "/timeline/", "")},
		{"timeline/other", of(some, "/timeline/", "")},
		{"path", paths},
		{"article", articles},
		{"statement", statements},
		{"lists", lists},
	}
	for _, k := range kinds {
		r.Shuffle(len(k.addresses), func(i, j int) { k.addresses[i], k.addresses[j] = k.addresses[j], k.addresses[i] })
	}
	return kinds
}

// load asks for b.N pages.
func load(b *testing.B, home string, addresses []string) {
	took := make([]time.Duration, b.N)
	var next atomic.Int64
	var wg sync.WaitGroup
	before := usage(b)
	b.ResetTimer()
	for range users {
		wg.Go(func() {
			c := &http.Client{Transport: &http.Transport{}}
			defer c.CloseIdleConnections()
			for {
				i := int(next.Add(1)) - 1
				if i >= b.N {
					return
				}
				start := time.Now()
				if err := ask(c, home+addresses[i%len(addresses)]); err != nil {
					b.Error(err)
				}
				took[i] = time.Since(start)
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	slices.Sort(took)
	at := func(share float64) float64 { return took[int(float64(len(took)-1)*share)].Seconds() * 1000 }
	after := usage(b)
	cpu := func(u syscall.Rusage) float64 { return float64(u.Utime.Nano()+u.Stime.Nano()) / 1e6 }
	b.ReportMetric(at(.5), "p50-ms")
	b.ReportMetric(at(.95), "p95-ms")
	b.ReportMetric((cpu(after)-cpu(before))/float64(b.N), "cpu-ms/op")
	b.ReportMetric(0, "ns/op")
}

func ask(c *http.Client, address string) error {
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	r.Header.Set("Accept", "text/html")
	w, err := c.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = w.Body.Close() }() // read to its end
	body, err := io.ReadAll(w.Body)
	if err == nil && w.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s: %.200s", address, w.Status, body)
	}
	if err == nil && strings.Contains(address, "/suggest") && !json.Valid(body) {
		err = fmt.Errorf("%s: no JSON: %.200s", address, body)
	}
	return err
}

func usage(b *testing.B) (u syscall.Rusage) {
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return u
}
