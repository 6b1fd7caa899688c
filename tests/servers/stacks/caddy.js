/** Caddy itself has the routes. */
import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  const hash = execFileSync('caddy', ['hash-password', '--plaintext', PASSWORD], { encoding: 'utf8' }).trim();
  await writeFile(join(folder, 'Caddyfile'), `
{
	admin off
	auto_https off
}
import ${files['cors.caddy']}
http://127.0.0.1:${port} {
	bind 127.0.0.1
	route {
		import cors
		basicauth /private {
			${USER} ${hash}
		}
		header /ok X-Total-Count 7
		respond /ok ok
		respond /private private
		error /fail 500
		error 404
	}
}
`);
  const env = { HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder };
  return startProcess('caddy', ['run', '--adapter', 'caddyfile', '--config', join(folder, 'Caddyfile')], { cwd: folder, port, env });
}
