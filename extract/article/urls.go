package article

import (
	"net/url"
	"slices"
	"strings"
)

// CanonicalURL gives the form of a web address under which two links to one
// page are equal: scheme and host in lower case without a default port, no
// fragment, no parameters that only say how the reader came, the others
// sorted. "" when raw is no absolute http or https address.
func CanonicalURL(raw string) string {
	raw = strings.TrimSpace(raw)
	if len(raw) > 4 && strings.EqualFold(raw[:4], "www.") {
		raw = "https://" + raw
	}
	u, err := url.Parse(raw)
	if err != nil {
		return ""
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), map[string]string{"http": ":80", "https": ":443"}[u.Scheme])
	u.User = nil
	u.Fragment, u.RawFragment = "", ""
	u.ForceQuery = false
	if u.Path == "" {
		u.Path = "/"
	}
	var keep []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(part, "=")
		if part != "" && !trackingParameter(strings.ToLower(name)) {
			keep = append(keep, part)
		}
	}
	slices.Sort(keep)
	u.RawQuery = strings.Join(keep, "&")
	return strings.ToValidUTF8(u.String(), "%EF%BF%BD")
}

// trackingParameter says whether a parameter names the campaign, feed, mail or
// social network that a reader came from.
func trackingParameter(name string) bool {
	for _, prefix := range []string{"utm_", "at_", "hsa_", "mc_", "pk_", "mtm_", "ito", "ns_", "wt.", "_hs"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return tracking[name]
}

var tracking = wordSet(`fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid igsh mkt_tok ocid cmpid cmp
	smid smtyp ref ref_src ref_url referrer source_code xtor ncid sref mbid taid cmpid partner feedtype feedname
	share guccounter guce_referrer guce_referrer_sig amp outputtype _ga vero_id s_cid icid sr_share`)
