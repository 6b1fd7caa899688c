/** lighttpd itself has the routes; its own directory listing and CGI are off. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  await mkdir(join(folder, 'www'));
  await writeFile(join(folder, 'users'), `${USER}:${PASSWORD}\n`);
  const script = (/** @type {string} */ status, /** @type {string} */ more = '') => `#!/bin/sh\nprintf 'Status: ${status}\\r\\n${more}Content-Type: text/plain\\r\\n\\r\\n'\n`;
  await writeFile(join(folder, 'www', 'ok'), script('200 OK', 'X-Total-Count: 7\\r\\n'), { mode: 0o755 });
  await writeFile(join(folder, 'www', 'private'), script('200 OK'), { mode: 0o755 });
  await writeFile(join(folder, 'www', 'fail'), script('500 Internal Server Error'), { mode: 0o755 });
  await writeFile(join(folder, 'lighttpd.conf'), `
server.modules = ( "mod_setenv", "mod_redirect", "mod_auth", "mod_authn_file", "mod_cgi" )
server.document-root = "${folder}/www"
server.bind = "127.0.0.1"
server.port = ${port}
server.upload-dirs = ( "${folder}" )
cgi.assign = ( "" => "/bin/sh" )
auth.backend = "plain"
auth.backend.plain.userfile = "${folder}/users"
$HTTP["url"] =~ "^/private" {
  auth.require = ( "" => ( "method" => "basic", "realm" => "private", "require" => "valid-user" ) )
}
include "${files['cors.conf']}"
`);
  return startProcess('lighttpd', ['-D', '-f', join(folder, 'lighttpd.conf')], { cwd: folder, port });
}
