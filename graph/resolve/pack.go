package resolve

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
	"unique"

	"github.com/newsgraph/newsgraph/schema"
)

// Pack writes a digest but for its header and mark: numbers as varints,
// strings with their length before them, shingles as four bytes each.
func (d *Digest) Pack() []byte {
	var p packer
	p.number(len(d.Shingles))
	for _, h := range d.Shingles {
		p = binary.LittleEndian.AppendUint32(p, h)
	}
	p.number(len(d.Chains))
	for _, c := range d.Chains {
		p.text(string(c.Type))
		p.text(c.Name)
		p.text(c.Norm)
		p.text(c.Nation)
		p.number(len(c.Forms))
		for _, f := range c.Forms {
			p.text(f.Text)
			p.number(f.Count)
		}
		p.text(c.Camp)
		p.text(c.Country)
		p.text(c.Listed)
		p.number(c.Mentions)
		p.number(c.Demonyms)
		named := 0
		if c.Named {
			named = 1
		}
		p.number(named)
	}
	p.number(len(d.Statements))
	for i := range d.Statements {
		s := &d.Statements[i]
		p.text(string(s.Type))
		p.number(s.Subject)
		p.number(s.Object + 1)
		p.number(s.Speaker + 1)
		p.text(string(s.Modality))
		for _, v := range s.values() {
			p.text(*v)
		}
		p.real(s.Probability)
		p.number(len(s.Said))
		for _, e := range s.Said {
			p.number(d.formPlace(s.Subject, e.Subject))
			p.number(d.formPlace(s.Object, e.Object))
			p.real(e.Probability)
		}
	}
	return p
}

// values are the texts of a statement.
func (s *Statement) values() [6]*string {
	return [...]*string{&s.Value, &s.Role, &s.ValidFrom, &s.ValidTo, &s.Amount, &s.Stake}
}

// Unpack reads what Pack wrote. The strings are parts of data.
func (d *Digest) Unpack(data string) error {
	u := unpacker{rest: data}
	if n := u.count(4); n > 0 {
		d.Shingles = make([]uint32, n)
		packed := u.take(4 * n)
		for i := range d.Shingles {
			d.Shingles[i] = uint32(packed[4*i]) | uint32(packed[4*i+1])<<8 | uint32(packed[4*i+2])<<16 | uint32(packed[4*i+3])<<24
		}
	}
	d.Chains = make([]DigestChain, u.count(1))
	var room []Form
	for i := range d.Chains {
		c := &d.Chains[i]
		c.Type, c.Name, c.Norm, c.Nation = schema.EntityType(u.term()), u.text(), u.text(), u.term()
		if n := u.count(1); n > 0 {
			if n > len(room) { // one allocation for the forms of most articles
				room = make([]Form, n+len(d.Chains)-i)
			}
			c.Forms, room = room[:n:n], room[n:]
			for k := range c.Forms {
				c.Forms[k] = Form{u.text(), u.number()}
			}
		}
		c.Camp, c.Country, c.Listed = u.term(), u.term(), u.text()
		c.Mentions, c.Demonyms, c.Named = u.number(), u.number(), u.number() > 0
	}
	if n := u.count(1); n > 0 {
		d.Statements = make([]Statement, n)
		for i := range d.Statements {
			s := &d.Statements[i]
			s.Type, s.Subject, s.Object, s.Speaker = schema.RelationType(u.term()), u.number(), u.number()-1, u.number()-1
			s.Modality = schema.Modality(u.term())
			for _, v := range s.values() {
				*v = u.text()
			}
			s.Probability = math.Float64frombits(u.fixed(8))
			if n := u.count(3); n > 0 {
				s.Said = make([]Said, n)
			}
			for k := range s.Said {
				s.Said[k] = Said{u.form(d, s.Subject), u.form(d, s.Object), math.Float64frombits(u.fixed(8))}
			}
			u.bad = u.bad || max(s.Subject, s.Object, s.Speaker) >= len(d.Chains) || min(s.Subject, s.Object+1, s.Speaker+1) < 0
		}
	}
	if u.bad || u.rest != "" {
		return errors.New("a packed digest is damaged")
	}
	return nil
}

// formPlace is the place of a form in its chain, counted from 1, 0 for none.
func (d *Digest) formPlace(chain int, form string) int {
	if form == "" {
		return 0
	}
	return 1 + slices.IndexFunc(d.Chains[chain].Forms, func(f Form) bool { return f.Text == form })
}

type packer []byte

func (p *packer) real(x float64) { *p = binary.LittleEndian.AppendUint64(*p, math.Float64bits(x)) }

func (p *packer) number(n int) { *p = binary.AppendUvarint(*p, uint64(n)) }

func (p *packer) text(s string) {
	p.number(len(s))
	*p = append(*p, s...)
}

// form is the form of a chain at a place that formPlace wrote.
func (u *unpacker) form(d *Digest, chain int) string {
	n := u.number()
	if n == 0 {
		return ""
	}
	if chain < 0 || chain >= len(d.Chains) || n > len(d.Chains[chain].Forms) {
		u.bad = true
		return ""
	}
	return d.Chains[chain].Forms[n-1].Text
}

// unpacker reads from the front of a string; bad once there was not enough.
type unpacker struct {
	rest  string
	bad   bool
	terms [64]string // the latest, by length and last letter
}

func (u *unpacker) take(n int) string {
	if n < 0 || n > len(u.rest) {
		u.bad, u.rest = true, ""
		return ""
	}
	s := u.rest[:n]
	u.rest = u.rest[n:]
	return s
}

func (u *unpacker) text() string {
	n := u.number()
	if n == 0 {
		return "" // and no part of data
	}
	return u.take(n)
}

// term is text that many digests have, held once: the collector then has less to
// follow.
func (u *unpacker) term() string {
	s := u.text()
	if s == "" {
		return ""
	}
	known := &u.terms[(len(s)*5+int(s[len(s)-1]))%len(u.terms)]
	if *known != s {
		*known = unique.Make(s).Value()
	}
	return *known
}

func (u *unpacker) number() int {
	var n uint64
	for i := 0; i < len(u.rest) && i < binary.MaxVarintLen64; i++ {
		b := u.rest[i]
		n |= uint64(b&0x7f) << (7 * i)
		if b < 0x80 {
			u.rest = u.rest[i+1:]
			return int(n)
		}
	}
	u.bad, u.rest = true, ""
	return 0
}

// count reads how many things follow that take at least size bytes each.
func (u *unpacker) count(size int) int {
	n := u.number()
	if n < 0 || n > len(u.rest)/size {
		u.bad, u.rest = true, ""
		return 0
	}
	return n
}

// fixed reads a number of some bytes, the lowest first.
func (u *unpacker) fixed(bytes int) (n uint64) {
	for i, b := range []byte(u.take(bytes)) {
		n |= uint64(b) << (8 * i)
	}
	return n
}
