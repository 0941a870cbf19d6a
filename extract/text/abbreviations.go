package text

import "strings"

// Kinds of abbreviations, by what a following capital means.
var (
	// titles stand before a name: no sentence ends after them.
	titles = set(`Mr. Mrs. Ms. Mx. Dr. Drs. Messrs. Mmes. Prof. Profs. Gen. Lt. Col. Maj. Capt. Cpt. Cmdr. Cdr. Adm. Sgt. Cpl.
		Pvt. Pfc. Brig. Supt. Insp. Det. Sen. Sens. Rep. Reps. Gov. Govs. Pres. Amb. Rev. Revd. Fr. Hon. Msgr. Archbp.
		Mt. Ft. St. Ste. Sts. Atty. Asst. Dep. Lieut. Comdr. Sec. Treas. Supt. Mme. Mlle. Mons. Dipl. Ing. Eng. Herr. Ald.`)
	// numbered stand before a number.
	numbered = set(`No. Nos. no. nos. Art. art. Fig. fig. Figs. Vol. vol. Vols. Ch. ch. p. pp. para. paras. Sec. sec. Par.
		Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sep. Sept. Oct. Nov. Dec. Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri. Sat. Sun.
		Rs. Op. op. Cap.`)
	// inner never end a sentence.
	inner = set(`vs. v. b. d. c. ca. approx. est. e.g. i.e. cf. viz. al. incl. esp. aka. a.k.a. Al.`)
	// closing may end a sentence, and keep their period there.
	closing = set(`Inc. Corp. Ltd. Co. Cos. Bros. Assn. Dept. Univ. Intl. Mfg. Ptd. Pty. Pte. Pvt. Plc. Llc. Lp. Jr. Sr. Esq. etc.
		Ph.D. M.D. B.A. M.A. LL.B. D.C. a.m. p.m. A.M. P.M. U.S. U.S.A. U.K. U.N. E.U. U.A.E. N.Y. L.A. B.C. A.D.
		Ala. Ariz. Ark. Calif. Cal. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kan. Kans. Ky. La. Md. Mass. Mich. Minn. Miss. Mo. Mont.
		Neb. Nebr. Nev. Okla. Ore. Pa. Tenn. Tex. Va. Vt. Wash. Wis. Wisc. Wyo. Ont. Que. Alta. Sask. Man.
		Ave. Blvd. Rd. Hwy. Pkwy. Sq. Bldg. Apt. Ctr. ft. in. lb. lbs. oz. mi. km. kg. hrs. hr. min. mins. mph. yrs. yr.
		mo. mos. approx. Dist. Eng. Fed. Gov't. Int'l. Nat'l. Tech. Tel. Ext. ext. Md. Mex. Mss. Rec.`)
	// plainWords are abbreviations that are words as well when a sentence ends.
	plainWords = set(`no. in. min. mi. al. art. sec. ch. vol. fig. est. man. Man. Miss. Mass. Ill. La. Pa. Ga. Ore. Mo. Ind. Wash. Mar.
		Jun. Sun. Sat. Mon. Wed. Det. Art. Rec. Tech. Fed. Cal. Del. Va. Vol. Par. Cap. Sec. Rep. Gen. Dep. Dist. Eng. Op.
		op. para. mo. lb. ext. Mark. Fr. Ing. Al. Pres. Ft. Mt. No. Dec.`)
)

// lastOf is the part of s that an abbreviation is looked up by: after the last
// hyphen or bracket, as in "D-Calif.".
func lastOf(s string) string {
	return s[strings.LastIndexAny(s, "-([\"'")+1:]
}

func isAbbreviation(s string) bool {
	s = lastOf(s)
	return titles[s] || numbered[s] || inner[s] || isClosing(s)
}

// isClosing reports whether s may end a sentence and keep its period there,
// be it shouted: "LTD.".
func isClosing(s string) bool {
	if closing[s] {
		return true
	}
	if len(s) < 4 || strings.ToUpper(s) != s || strings.IndexByte(s, '.') != len(s)-1 {
		return false
	}
	s = s[:1] + strings.ToLower(s[1:])
	return closing[s] && !plainWords[s]
}

// isInitial reports whether s is a capital letter and a period.
func isInitial(s string) bool {
	return len(s) == 2 && 'A' <= s[0] && s[0] <= 'Z' && s[1] == '.'
}

// isDotted reports whether s is letters with periods: "U.S.", "J.K.", "Ph.D.".
func isDotted(s string) bool {
	s = lastOf(s)
	if len(s) < 4 || s[len(s)-1] != '.' {
		return false
	}
	run, dots := 0, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i] | 0x20; {
		case s[i] == '.':
			if run == 0 || run > 2 {
				return false
			}
			run, dots = 0, dots+1
		case 'a' <= c && c <= 'z':
			run++
		default:
			return false
		}
	}
	return dots > 1
}

// keepsPeriod reports whether an abbreviation at the end of a sentence keeps
// its period: the company in "of Acme Inc." is Acme Inc.
func keepsPeriod(s string) bool {
	s = lastOf(s)
	return isDotted(s) || isClosing(s) && !plainWords[s]
}

// starters are words that begin sentences and seldom names.
var starters = set(`The A An In On At By For From With Without Within After Before Since Until While When Where Why How What Who
	Whose Which Whether If As Although Though Because But And Or Nor So Yet However Meanwhile Moreover Nevertheless
	Still Also Then There Here This That These Those It Its He She They We You I His Her Their Our My Your Some Many
	Most Several Few Both Each Every All Any No None Not Now Today Yesterday Tomorrow Earlier Later Last Next Once
	Is Are Was Were Do Does Did Has Have Had Can Could Will Would Should May Might Must To Under Over Between Among
	During Despite Instead Even Only Just More Less Other Others Another Such Two Three Four Five Six Seven Eight Nine
	Ten Once According Asked Analysts Officials Police Shares Sales Under Unlike Like Perhaps Please Let Critics Former Besides Elsewhere So-called
	Following Per About Against Through Out Up Down It's He's She's We're They're I'm There's That's Don't It’s He’s
	She’s We’re They’re I’m There’s That’s Don’t`)
