package relations

// around describes the words before, between and after the arguments.
func (r *modalReader) around(s *sentence, c *candidate, a, b int) {
	zone := func(i int) uint64 {
		switch {
		case i < a:
			return 1
		case i > b:
			return 3
		}
		return 2
	}
	for i := max(0, a-8); i < len(s.items) && i <= b+10; i++ {
		it := &s.items[i]
		if i > b && it.lower == ";" {
			break
		}
		if it.mention >= 0 || it.flags&(isComma|isQuote) != 0 {
			continue
		}
		r.item = int32(i)
		z := zone(i)
		r.put(50, s.wordAt(i), z)
		if it.value < 0 {
			r.put(51, s.stemAt(i))
			r.typed(51, s.stemAt(i))
			if cl := r.clusters.Of(it.lower); cl[0] != 0 {
				r.put(52, uint64(cl[2]), z)
				r.put(53, uint64(cl[1]))
			}
		}
		if c.trigger[0] < c.trigger[1] && i >= c.trigger[0]-5 && i < c.trigger[1]+5 {
			side := uint64(1)
			if i >= c.trigger[0] {
				side = 2
			}
			r.put(54, s.wordAt(i), side)
		}
		r.put(55, s.wordAt(i), s.wordAt(i+1), z)
	}
	r.item = int32(max(a-1, 0))
	r.put(56, s.wordAt(a-1), s.wordAt(a-2))
	r.put(57, s.wordAt(a-1), s.wordAt(a-2), s.wordAt(a-3))
	r.item = -1
}

// verbs describes the finite verbs around: tense, modal verbs, negation.
func (r *modalReader) verbs(s *sentence, c *candidate, a, b int) {
	zone := uint64(1)
	seen := [4]int{}
	seq := [4]uint64{9, 9, 9, 9}
	for i := range s.items {
		it := &s.items[i]
		if i > a {
			zone = 2
		}
		if i > b {
			zone = 3
		}
		if it.mention >= 0 || it.flags&(isVerb|isModal) == 0 && it.tag != "MD" {
			continue
		}
		k := seen[zone]
		seen[zone]++
		if k >= 3 && zone != 1 {
			continue
		}
		r.item = int32(i)
		tag := hashText(it.tag)
		if zone == 1 {
			seq[1] = mix64(tag, hashText(it.lower)) // the last before
		} else if k < 2 {
			seq[zone] = mix64(seq[zone], tag)
		}
		r.put(60, tag, zone, uint64(min(k, 2)))
		if it.flags&isModal != 0 || it.flags&(isBe|isHave) != 0 {
			r.put(61, hashText(it.lower), zone)
		}
	}
	r.item = -1
	for z := 1; z < 4; z++ {
		r.put(62, seq[z], uint64(z))
		r.typed(62, seq[z], uint64(z))
	}
}

// cues describes the cue words by their side and distance.
func (r *modalReader) cues(s *sentence, c *candidate, a, b int) {
	from, to := a, b
	if c.trigger[0] < c.trigger[1] {
		from, to = c.trigger[0], c.trigger[1]-1
	}
	for i := range s.items {
		it := &s.items[i]
		if it.mention >= 0 {
			continue
		}
		for k := it.hit0; k < it.hit1; k++ {
			h := &s.hits[k]
			if !s.lex.cue[h.phrase.class] || h.phrase.kind == verbClass && it.flags&isVerb == 0 {
				continue
			}
			d, side := 0, uint64(2)
			switch {
			case i < from:
				d, side = from-i, 1
			case i > to:
				d, side = i-to, 3
			}
			r.item = int32(i)
			class := s.lex.hashes[h.phrase.class]
			r.put(70, class, side, bucket(d))
			r.put(71, class, side)
			r.typed(71, class, side)
		}
	}
	r.item = -1
}

// whole describes the sentence.
func (r *modalReader) whole(s *sentence) {
	r.item = 0
	r.put(80, s.wordAt(0), s.wordAt(1))
	r.put(81, s.wordAt(0))
	r.item = -1
	headline := uint64(0)
	if s.headline() {
		headline = 1
	}
	r.put(82, headline)
	for i := range s.items {
		it := &s.items[i]
		if it.mention >= 0 {
			continue
		}
		switch it.lower {
		case "if", "whether", "would", "will", "could", "may", "might", "not", "n't", "allegedly", "reportedly", "former", "until", "charged", "indictment", "conspiracy", "accused", "convicted", "guilty", "denied", "alleged", "suspected", "next", "later", "upcoming", "plans", "talks", "ended", "formerly":
			r.item = int32(i)
			r.put(83, hashText(it.lower))
			r.typed(83, hashText(it.lower))
		}
	}
	r.item = -1
}
