/** nginx itself has the routes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  await mkdir(join(folder, 'logs'), { recursive: true });
  await mkdir(join(folder, 'www'));
  await writeFile(join(folder, 'users'), `${USER}:{PLAIN}${PASSWORD}\n`);
  await writeFile(join(folder, 'nginx.conf'), `
daemon off;
user root;
pid ${folder}/nginx.pid;
error_log stderr;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c;
  uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  include ${files['cors-http.conf']};
  server {
    listen 127.0.0.1:${port};
    root ${folder}/www;
    include ${files['cors-server.conf']};
    location = /ok { include ${files['cors-server.conf']}; add_header X-Total-Count 7 always; return 200 "ok"; }
    location = /fail { return 500; }
    location = /private {
      auth_basic "private";
      auth_basic_user_file ${folder}/users;
      try_files /none @private;
    }
    location @private { return 200 "private"; }
  }
}
`);
  return startProcess('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'], { cwd: folder, port });
}
