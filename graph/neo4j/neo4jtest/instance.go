package neo4jtest

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"time"
)

// Settings of a server that a test starts for itself.
type Settings struct {
	Password string   // of the user neo4j, 8 characters or more; empty: no authentication
	Heap     string   // "512m" when empty
	Conf     []string // more lines for neo4j.conf

	// Steady starts the server as one that is to run for long: slower to its
	// first answer, faster once it is warm. It is for benchmarks.
	Steady bool

	// Browser serves Neo4j Browser, at Instance.Browser.
	Browser bool
}

// Instance is a server of its own, with its data in one directory.
type Instance struct {
	URI     string
	Browser string // address of the page, where the settings ask for it

	dir      string
	settings Settings
	port     int
	cmd      *exec.Cmd
	ended    chan struct{} // closed when the process is gone
	secured  bool          // the password is set
}

// startTimeout is how long a server may take to answer: on a busy machine a
// first start takes many times the usual ten seconds.
const startTimeout = 4 * time.Minute

// opens are the flags that Neo4j 5 needs on Java 17 and 21.
var opens = []string{
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
	"--enable-native-access=ALL-UNNAMED",
	"-Dio.netty.tryReflectionSetAccessible=true",
	"-Dlog4j2.disable.jmx=true",
	"-Dfile.encoding=UTF-8",
}

// Start starts a server whose data lives in dir and waits until it answers.
// Two servers started at once in one process do not share a port; between
// processes a port that was taken meanwhile makes the server choose another.
func Start(dir string, s Settings) (*Instance, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, errNoJava
	}
	lib, err := jars()
	if err != nil {
		return nil, err
	}
	i := &Instance{dir: dir, settings: s}
	for try := 0; ; try++ {
		if err = i.start(java, lib); err == nil {
			return i, nil
		}
		if try == 2 || !errors.Is(err, errPortTaken) {
			return nil, err
		}
		i.port = 0
	}
}

var errPortTaken = errors.New("the port was taken")

func (i *Instance) start(java, lib string) error {
	if i.port == 0 {
		port, err := freePort()
		if err != nil {
			return err
		}
		i.port = port
		i.URI = fmt.Sprintf("bolt://127.0.0.1:%d", port)
	}
	if err := i.configure(java, lib); err != nil {
		return err
	}
	heap := i.settings.Heap
	if heap == "" {
		heap = "512m"
	}
	console, err := os.Create(filepath.Join(i.dir, "logs", "console.log"))
	if err != nil {
		return err
	}
	defer func() { _ = console.Close() }()
	// The quick compiler and the plain collector halve the time to the first
	// answer; small loads are as fast as with the thorough ones.
	args := []string{"-Xms" + heap, "-Xmx" + heap}
	if i.settings.Steady {
		args = append(args, "-XX:+UseG1GC")
	} else {
		args = append(args, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
	}
	args = append(args, opens...)
	args = append(args, "-cp", filepath.Join(lib, "*"), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+i.dir, "--config-dir="+filepath.Join(i.dir, "conf"))
	i.cmd = exec.Command(java, args...)
	i.cmd.Stdout, i.cmd.Stderr = console, console
	i.cmd.SysProcAttr = attributes()
	started := make(chan error, 1)
	i.ended = make(chan struct{})
	go supervise(i.cmd, started, i.ended)
	if err := <-started; err != nil {
		return err
	}
	return i.await()
}

// supervise starts a process and waits for its end on one thread: the kernel
// ends the process when the thread that started it is gone.
func supervise(cmd *exec.Cmd, started chan<- error, ended chan<- struct{}) {
	runtime.LockOSThread()
	defer close(ended)
	err := cmd.Start()
	started <- err
	if err == nil {
		_ = cmd.Wait()
	}
}

// await returns when the server speaks Bolt.
func (i *Instance) await() error {
	deadline := time.Now().Add(startTimeout)
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for time.Now().Before(deadline) {
		select {
		case <-i.ended:
			out, _ := os.ReadFile(filepath.Join(i.dir, "logs", "console.log"))
			log, _ := os.ReadFile(filepath.Join(i.dir, "logs", "neo4j.log"))
			out = append(out, log...)
			if bytes.Contains(out, []byte("BindException")) || bytes.Contains(out, []byte("already in use")) {
				return fmt.Errorf("%w: %d", errPortTaken, i.port)
			}
			return fmt.Errorf("the server ended while it started:\n%s", last(out, 3000))
		case <-tick.C:
			if i.speaksBolt() {
				return nil
			}
		}
	}
	i.Kill()
	return fmt.Errorf("no answer on %s after %v", i.URI, startTimeout)
}

// speaksBolt sends Bolt's handshake: magic and four proposals of a version out,
// one version back.
func (i *Instance) speaksBolt() bool {
	conn, err := net.DialTimeout("tcp", fmt.Sprintf("127.0.0.1:%d", i.port), time.Second)
	if err != nil {
		return false
	}
	defer func() { _ = conn.Close() }()
	_ = conn.SetDeadline(time.Now().Add(3 * time.Second))
	hello := []byte{0x60, 0x60, 0xb0, 0x17, 0, 8, 8, 5, 0, 2, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0}
	if _, err := conn.Write(hello); err != nil {
		return false
	}
	answer := make([]byte, 4)
	n, err := conn.Read(answer)
	return err == nil && n > 0 && !bytes.Equal(answer, []byte{0, 0, 0, 0})
}

func (i *Instance) configure(java, lib string) error {
	for _, d := range []string{"conf", "logs", "import"} {
		if err := os.MkdirAll(filepath.Join(i.dir, d), 0o755); err != nil {
			return err
		}
	}
	lines := []string{
		"server.default_listen_address=127.0.0.1",
		fmt.Sprintf("server.bolt.listen_address=127.0.0.1:%d", i.port),
		fmt.Sprintf("server.bolt.advertised_address=127.0.0.1:%d", i.port),
		"server.https.enabled=false",
		fmt.Sprintf("server.http.enabled=%v", i.settings.Browser),
		"server.memory.pagecache.size=128m",
		fmt.Sprintf("dbms.security.auth_enabled=%v", i.settings.Password != ""),
		"dbms.usage_report.enabled=false",
		"client.allow_telemetry=false",
		"db.tx_log.preallocate=false",
		"db.tx_log.rotation.retention_policy=1 files",
	}
	if i.settings.Browser {
		port, err := freePort()
		if err != nil {
			return err
		}
		i.Browser = fmt.Sprintf("http://localhost:%d/browser/", port)
		lines = append(lines, fmt.Sprintf("server.http.listen_address=127.0.0.1:%d", port))
	}
	conf := strings.Join(append(lines, i.settings.Conf...), "\n") + "\n"
	if err := os.WriteFile(filepath.Join(i.dir, "conf", "neo4j.conf"), []byte(conf), 0o644); err != nil {
		return err
	}
	_, err := os.Stat(filepath.Join(i.dir, "data", "dbms", "auth.ini"))
	if i.settings.Password == "" || i.secured || err == nil {
		return nil
	}
	if out, err := admin(java, lib, i.dir, "", "dbms", "set-initial-password", i.settings.Password); err != nil {
		return fmt.Errorf("the password was refused: %w\n%s", err, last(out, 2000))
	}
	i.secured = true
	return nil
}

// Admin runs neo4j-admin in the folder in, on the data in dir, which no server
// may have open, and returns what it prints. Start finds that data.
func Admin(dir, in string, args ...string) ([]byte, error) {
	java, err := exec.LookPath("java")
	if err != nil {
		return nil, errNoJava
	}
	lib, err := jars()
	if err != nil {
		return nil, err
	}
	if err := (&Instance{dir: dir}).configure(java, lib); err != nil {
		return nil, err
	}
	return admin(java, lib, dir, in, args...)
}

func admin(java, lib, home, in string, args ...string) ([]byte, error) {
	all := append([]string{"-Xmx512m"}, opens...)
	all = append(all, "-cp", filepath.Join(lib, "*"), "org.neo4j.cli.AdminTool")
	cmd := exec.Command(java, append(all, args...)...)
	cmd.Dir = in
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+home, "NEO4J_CONF="+filepath.Join(home, "conf"))
	return cmd.CombinedOutput()
}

// Stop ends the server in an orderly way, and by force after half a minute.
func (i *Instance) Stop() {
	_ = i.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-i.ended:
	case <-time.After(30 * time.Second):
		i.Kill()
	}
}

// Kill ends the server at once, as a crash would.
func (i *Instance) Kill() {
	_ = i.cmd.Process.Kill()
	<-i.ended
}

// Pause keeps the server from doing anything until Resume.
func (i *Instance) Pause() error { return i.cmd.Process.Signal(syscall.SIGSTOP) }

// Resume ends a pause.
func (i *Instance) Resume() error { return i.cmd.Process.Signal(syscall.SIGCONT) }

// Configure gives more lines for neo4j.conf, from the next Restart on.
func (i *Instance) Configure(lines ...string) { i.settings.Conf = append(i.settings.Conf, lines...) }

// Restart starts a server that was stopped or killed again, on its data and at
// its old address.
func (i *Instance) Restart() error {
	again, err := exec.LookPath("java")
	if err != nil {
		return errNoJava
	}
	lib, err := jars()
	if err != nil {
		return err
	}
	return i.start(again, lib)
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer func() { _ = l.Close() }()
	return l.Addr().(*net.TCPAddr).Port, nil
}
