// Package text splits an article's text into sentences and part-of-speech
// tagged tokens with byte offsets.
//
// In goes any string; out comes a Document whose sentences and tokens are
// spans of that string, in order and not overlapping. Every byte that is not
// white space belongs to one token, every token to one sentence.
//
// It is the only package that imports prose (github.com/jdkato/prose/v2) and
// keeps prose's faults inside:
//
//   - Tokens come from prose's tokenizer, aligned to the source and mended
//     where a name would suffer: "TikTok’s", "O'Sullivan", "Corp.", "£600m",
//     "word—word", "Paris/London". A hyphenated word is one token
//     ("Coca-Cola", "al-Qaida", "Franco-German"), except where a name is joined
//     with a common word or two countries with each other: "London-based",
//     "U.S.-led", "ex-Microsoft", "U.S.-China" are three tokens.
//   - Tags are Penn Treebank tags by prose's averaged perceptron, read through
//     prose.Asset and run here: in prose, repeated words share one token, so
//     that a later tag overwrites an earlier one, and ties are broken by map
//     order. In addition to Penn's tags, the hyphen of a split word is HYPH.
//   - Sentences are found by our own rules, because prose's give no offsets and
//     read their data anew for each document. A sentence ends at an empty line,
//     at a line end that is not a wrap of a longer paragraph, and at a full
//     stop, question or exclamation mark with the quotation marks and brackets
//     that follow it.
//   - ProseEntities is prose's stock recognizer on these tokens.
package text
