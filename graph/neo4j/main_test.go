package neo4j

import (
	"os"
	"testing"

	"github.com/newsgraph/newsgraph/graph/neo4j/neo4jtest"
)

func TestMain(m *testing.M) { os.Exit(neo4jtest.Run(m)) }
