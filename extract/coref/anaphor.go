package coref

func (r *resolver) joinAnaphors() {}

var roleNouns = wordSet("spokesman spokeswoman")
