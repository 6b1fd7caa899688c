/** Apache itself has the routes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

const MODULES = ['mpm_event', 'authz_core', 'authz_user', 'authn_core', 'authn_file', 'auth_basic', 'headers', 'rewrite', 'setenvif', 'actions', 'alias', 'dir'];

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  await mkdir(join(folder, 'www'));
  const hash = createHash('sha1').update(PASSWORD).digest('base64');
  await writeFile(join(folder, 'users'), `${USER}:{SHA}${hash}\n`);
  for (const name of ['ok', 'private']) await writeFile(join(folder, 'www', name), name);
  const loads = MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`);
  await writeFile(join(folder, 'apache.conf'), `
${loads.join('\n')}
ServerRoot ${folder}
ServerName localhost
PidFile ${folder}/pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/error.log
User www-data
Group www-data
Listen 127.0.0.1:${port}
<VirtualHost 127.0.0.1:${port}>
  DocumentRoot ${folder}/www
  Include ${files['cors.conf']}
  <Directory ${folder}/www>
    Require all granted
  </Directory>
  <Location /ok>
    Header always set X-Total-Count 7
    RewriteEngine On
    RewriteCond %{REQUEST_METHOD} =PUT
    RewriteRule ^ - [R=200,L]
  </Location>
  Redirect 500 /fail
  <Location /private>
    AuthType Basic
    AuthName private
    AuthUserFile ${folder}/users
    Require valid-user
  </Location>
</VirtualHost>
`);
  return startProcess('apache2', ['-D', 'FOREGROUND', '-f', join(folder, 'apache.conf')], { cwd: folder, port });
}
