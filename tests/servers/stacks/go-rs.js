/** Go's own server with Debian's rs/cors, compiled first. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../../scripts/lib/steps.js';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  await writeFile(join(folder, 'main.go'), `
package main

import (
	"net/http"
)

func main() {
	mux := http.NewServeMux()
	mux.HandleFunc("/ok", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Total-Count", "7")
	})
	mux.HandleFunc("/private", func(w http.ResponseWriter, r *http.Request) {
		user, password, _ := r.BasicAuth()
		if user != "${USER}" || password != "${PASSWORD}" {
			w.WriteHeader(401)
		}
	})
	mux.HandleFunc("/fail", func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(500)
	})
	http.ListenAndServe("127.0.0.1:${port}", allowOrigins(mux))
}
`);
  // Debian's Go packages are sources in a folder, for the way of building before modules.
  const env = { ...process.env, GO111MODULE: 'off', GOPATH: '/usr/share/gocode', GOFLAGS: '', GOTOOLCHAIN: 'local' };
  const program = join(folder, 'server');
  await run('go', ['build', '-o', program, join(folder, 'main.go'), files['cors.go'] ?? ''], { env });
  return startProcess(program, [], { cwd: folder, port });
}
