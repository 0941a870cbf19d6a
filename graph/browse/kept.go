package browse

import (
	"context"
	"net/http"
	"sync"

	"github.com/newsgraph/newsgraph/graph"
	"github.com/newsgraph/newsgraph/graph/store"
)

// SoftMemory is how much memory, in bytes, a program that shows a store should
// let the collector have before it works harder (debug.SetMemoryLimit). The
// pages of 20,000 articles stay within 300 MB with it, SQLite's share included.
const SoftMemory = 160 << 20

// memory holds what is dear to read, of one state of the store.
type memory struct {
	mu sync.Mutex
	at *state
}

// state is what was read of one revision; each part when it is first asked for.
type state struct {
	meta     graph.Meta
	home     lazy[*Home]
	names    lazy[*nameIndex]
	network  lazy[*store.Network]
	articles lazy[[]store.Dated]
	pages    pages
}

// pages are those of entities that much is said about and long lists, by
// address and form.
type pages struct {
	mu    sync.Mutex
	by    map[string]*keptPage
	order []string // keys of those that may go, the oldest first
}

// keptPage is the data of a page until somebody asks, then what is sent. Text is
// lighter than what it is made of, and the collector passes it by.
type keptPage struct {
	mu   sync.Mutex
	data any
	sent []byte
}

// as is what is sent, made of the data by the first who asks.
func (p *keptPage) as(form func(data any) ([]byte, error)) ([]byte, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.sent != nil {
		return p.sent, nil
	}
	sent, err := form(p.data)
	if err == nil {
		p.sent, p.data = sent, nil
	}
	return sent, err
}

// key is where a page is kept in the form that is asked for.
func key(r *http.Request, address string) string {
	if wantsJSON(r) {
		return address + " as JSON"
	}
	return address
}

// mostPagesKept bounds them, beside those that Warm makes; beyond, the oldest
// goes.
const mostPagesKept = 100

// get returns a page by its key, made unless it is kept. One that is to stay is
// kept as long as the store is as it is.
func (p *pages) get(key string, stay bool, make func() (any, error)) (*keptPage, error) {
	p.mu.Lock()
	v, ok := p.by[key]
	p.mu.Unlock()
	if ok {
		return v, nil
	}
	data, err := make()
	if err != nil {
		return nil, err
	}
	v = &keptPage{data: data}
	p.mu.Lock()
	defer p.mu.Unlock()
	if first, ok := p.by[key]; ok {
		return first, nil // somebody else was quicker
	}
	if p.by == nil {
		p.by = map[string]*keptPage{}
	}
	p.by[key] = v
	if stay {
		return v, nil
	}
	if p.order = append(p.order, key); len(p.order) > mostPagesKept {
		delete(p.by, p.order[0])
		p.order = p.order[1:]
	}
	return v, nil
}

// keep makes a page unless it is kept. Only pages of entities in many articles
// are: the others are quick to make.
func (s *Server) keep(ctx context.Context, now *store.Store, e graph.Entity, key string, make func() (any, error)) (any, error) {
	if e.Articles < manyArticles {
		return make()
	}
	return s.keepAlways(ctx, now, key, make)
}

// keepAlways is keep for lists, which are sorted out of all there is.
func (s *Server) keepAlways(ctx context.Context, now *store.Store, key string, make func() (any, error)) (any, error) {
	k, err := s.state(ctx, now)
	if err != nil {
		return nil, err
	}
	p, err := k.pages.get(key, false, make)
	if err != nil {
		return nil, err
	}
	return p, nil
}

const manyArticles = 200

// lazy is a value that is made once, unless making it failed.
type lazy[T any] struct {
	mu    sync.Mutex
	made  bool
	value T
}

func (l *lazy[T]) get(how func() (T, error)) (T, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.made {
		return l.value, nil
	}
	v, err := how()
	if err == nil {
		l.value, l.made = v, true
	}
	return v, err
}

// state returns what is kept of the store as now sees it.
func (s *Server) state(ctx context.Context, now *store.Store) (*state, error) {
	meta, err := now.Meta(ctx)
	if err != nil {
		return nil, err
	}
	s.memory.mu.Lock()
	defer s.memory.mu.Unlock()
	if k := s.memory.at; k != nil && k.meta == meta {
		return k, nil
	}
	k := &state{meta: meta}
	if s.memory.at == nil || s.memory.at.meta.StoreID != meta.StoreID || s.memory.at.meta.Revision < meta.Revision {
		s.memory.at = k // a view that is older than what is kept does not displace it
	}
	return k, nil
}

// network returns all statements, in memory.
func (s *Server) network(ctx context.Context, now *store.Store) (*store.Network, error) {
	k, err := s.state(ctx, now)
	if err != nil {
		return nil, err
	}
	return k.network.get(func() (*store.Network, error) { return now.Network(ctx) })
}

// names returns what finds entities.
func (s *Server) names(ctx context.Context, now *store.Store) (*nameIndex, error) {
	k, err := s.state(ctx, now)
	if err != nil {
		return nil, err
	}
	return k.names.get(func() (*nameIndex, error) { return readNames(ctx, now) })
}

// hubs are made before anybody asks: the pages of up to mostHubs entities that
// are in at least hubArticles articles.
const (
	mostHubs    = 80
	hubArticles = 800
)

// Warm reads what is dear to read, so that the first pages are quick.
func (s *Server) Warm(ctx context.Context) error {
	return s.st.View(ctx, func(now *store.Store) error {
		k, err := s.state(ctx, now)
		if err != nil {
			return err
		}
		if _, err := s.readHome(ctx, now, k); err != nil {
			return err
		}
		x, err := s.names(ctx, now)
		if err != nil {
			return err
		}
		net, err := s.network(ctx, now)
		if err != nil {
			return err
		}
		hubs, err := now.EntitiesByID(ctx, x.common("", 0, mostHubs))
		if err != nil {
			return err
		}
		for _, hub := range hubs {
			if hub.Articles < hubArticles {
				break
			}
			e, err := now.Entity(ctx, hub.ID)
			if err != nil {
				return err
			}
			if _, err := k.pages.get(entityURL(e.ID), true, func() (any, error) { return readEntity(ctx, now, net, e) }); err != nil {
				return err
			}
		}
		return nil
	})
}
