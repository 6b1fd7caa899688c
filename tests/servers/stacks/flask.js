/** Flask by the server it brings. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port }) {
  await writeFile(join(folder, 'app.py'), `
from flask import Flask, abort, request

from cors import AllowOrigins

app = Flask(__name__)
app.wsgi_app = AllowOrigins(app.wsgi_app)

@app.before_request
def private():
    known = request.authorization and (request.authorization.username, request.authorization.password) == ("${USER}", "${PASSWORD}")
    if request.path == "/private" and not known:
        abort(401)

@app.route("/ok", methods=["GET", "PUT"])
def ok():
    return "ok", 200, {"X-Total-Count": "7"}

@app.route("/private")
def read_private():
    return "private"

@app.route("/fail")
def fail():
    raise ValueError("as asked")

app.run(host="127.0.0.1", port=${port})
`);
  return startProcess('/usr/bin/python3', ['app.py'], { cwd: folder, port, env: { PYTHONDONTWRITEBYTECODE: '1' } });
}
