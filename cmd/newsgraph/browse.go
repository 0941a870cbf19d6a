package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"github.com/newsgraph/newsgraph/graph/browse"
	"github.com/newsgraph/newsgraph/graph/store"
)

// passwordVariable is where the password of the pages comes from.
const passwordVariable = "NEWSGRAPH_PASSWORD"

func newBrowse() *cobra.Command {
	var path, listen string
	var noOpen, readOnly, asJSON bool
	var who string
	c := &cobra.Command{
		Use:   "browse [STORE]",
		Short: "Look at a store in a web browser",
		Long: `Show a store as web pages: search, entities with the sentences behind each fact,
articles, pictures, paths, timelines and what two outlets say. Nothing leaves this
machine and nothing is fetched. A store that grows meanwhile is shown as it grows.
Every page is JSON too: add ?format=json.

The pages write what you decide there and nothing else: whether two entities are
one, as "review" and "decide" do. --read-only shows pages that write nothing, and
so does a store that cannot be written.

Others can look on when an address that they reach is listened on; the pages
then ask for the password in ` + passwordVariable + ` (and any user name), which
has to be set. Passwords and pages go over the network as they are: put a proxy
with TLS in front where that matters.`,
		Example: "  newsgraph browse news.db\n  newsgraph browse news.db --listen 127.0.0.1:8080 --no-open",
		RunE: func(c *cobra.Command, _ []string) error {
			st, err := openStore(path)
			if err != nil {
				return err
			}
			defer func() { _ = st.Close() }() // opened for reading
			l, err := listenAt(listen, os.Getenv(passwordVariable))
			if err != nil {
				return err
			}
			heavy := frugal(os.Getenv("GOMEMLIMIT"))
			address := "http://" + l.Addr().String() + "/"
			if asJSON {
				if err := message(c.OutOrStdout(), "address", map[string]string{"store": path, "address": address}); err != nil {
					return errors.Join(err, l.Close())
				}
			} else {
				fmt.Fprintf(c.OutOrStdout(), "%s is at %s\n", path, address)
			}
			fmt.Fprintln(c.ErrOrStderr(), "Stop it with Ctrl-C.")
			if _, onTerminal := terminal(c.OutOrStdout()); onTerminal && !noOpen {
				openBrowser(address)
			}
			o := browse.Options{Password: os.Getenv(passwordVariable), Who: who, Heavy: heavy, Failed: func(r *http.Request, err error) {
				fmt.Fprintf(c.ErrOrStderr(), "newsgraph: %s: %v\n", printable(r.URL.Path), err)
			}}
			if !readOnly && writable(path) {
				o.Write = func() (*store.Store, error) { return store.Open(path, store.Options{}) }
			}
			return serve(c.Context(), l, st, o)
		},
	}
	c.Flags().StringVar(&listen, "listen", "127.0.0.1:0", "address to listen on; port 0 takes a free one")
	c.Flags().BoolVar(&asJSON, "json", false, "write the address as a JSON line")
	c.Flags().BoolVar(&noOpen, "no-open", false, "do not open a browser")
	c.Flags().BoolVar(&readOnly, "read-only", false, "show pages that write nothing")
	whoFlag(c, &who)
	storeOnly(c, &path)
	return c
}

// frugal keeps memory low while pages are shown, and returns what does heavy
// work, one at a time, without that limit. A limit that the user set, the value
// of GOMEMLIMIT, holds instead throughout.
func frugal(limit string) (heavy func(do func())) {
	if limit == "" {
		debug.SetMemoryLimit(browse.SoftMemory)
	}
	var one sync.Mutex
	return func(do func()) {
		one.Lock()
		defer one.Unlock()
		defer debug.FreeOSMemory()
		if limit == "" {
			debug.SetMemoryLimit(math.MaxInt64)
			defer debug.SetMemoryLimit(browse.SoftMemory)
		}
		do()
	}
}

// writable reports whether the file at path may be written.
func writable(path string) bool {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	return err == nil && f.Close() == nil
}

// listenAt listens on an address. One that others can reach needs a password.
func listenAt(address, password string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		host, port = address, "0" // an address without a port
	}
	l, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; want ADDRESS:PORT, as 127.0.0.1:8080", address, err)
	}
	if at, ok := l.Addr().(*net.TCPAddr); password == "" && (!ok || !at.IP.IsLoopback()) {
		return nil, errors.Join(usagef("others can reach %s: set a password in %s first", l.Addr(), passwordVariable), l.Close())
	}
	return l, nil
}

// serve shows a store until the context ends.
func serve(ctx context.Context, l net.Listener, st *store.Store, o browse.Options) error {
	h, err := browse.New(st, o)
	if err != nil {
		return errors.Join(err, l.Close())
	}
	defer h.Close()
	warm, stop := context.WithCancel(ctx)
	warmed := make(chan struct{})
	go func() {
		defer close(warmed)
		_ = h.Warm(warm) // whatever fails is said to whoever asks for it
	}()
	err = answer(ctx, l, h)
	stop()
	<-warmed
	return err
}

// answer serves pages until the context ends, then lets what is under way finish.
func answer(ctx context.Context, l net.Listener, h http.Handler) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute}
	ended := make(chan error, 1)
	go func() { ended <- srv.Serve(l) }()
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
		within, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
		defer cancel()
		if err = srv.Shutdown(within); err != nil {
			err = srv.Close()
		}
	}
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return err
}

// openBrowser opens the address where there is a desktop with a browser.
func openBrowser(address string) {
	var c *exec.Cmd
	switch {
	case runtime.GOOS == "darwin":
		c = exec.Command("open", address)
	case runtime.GOOS == "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", address)
	case os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != "":
		c = exec.Command("xdg-open", address)
	default:
		return
	}
	if c.Start() == nil {
		go func() { _ = c.Wait() }() // the address is printed too
	}
}
