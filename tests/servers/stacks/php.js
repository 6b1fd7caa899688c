/** PHP's own server. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  await writeFile(join(folder, 'index.php'), `<?php
require '${files['cors.php']}';
switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/ok':
        header('X-Total-Count: 7');
        break;
    case '/private':
        $known = ($_SERVER['PHP_AUTH_USER'] ?? '') === '${USER}' && ($_SERVER['PHP_AUTH_PW'] ?? '') === '${PASSWORD}';
        http_response_code($known ? 200 : 401);
        break;
    case '/fail':
        throw new Exception('as asked');
    default:
        http_response_code(404);
}
`);
  return startProcess('php', ['-d', 'display_errors=0', '-S', `127.0.0.1:${port}`, join(folder, 'index.php')], { cwd: folder, port });
}
