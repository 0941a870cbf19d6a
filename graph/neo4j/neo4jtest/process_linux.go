package neo4jtest

import "syscall"

// attributes keep the terminal's interrupt from the server, which its starter
// stops, and let the kernel end it when its starter dies without doing so.
func attributes() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
