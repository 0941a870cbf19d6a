// Package learn is the linear learner that names, coref and relations share:
// hashed sparse features, deterministic training, compact model files.
package learn
