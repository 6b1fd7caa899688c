/** FastAPI by uvicorn. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port }) {
  await writeFile(join(folder, 'app.py'), `
from fastapi import Depends, FastAPI, HTTPException, Response
from fastapi.security import HTTPBasic

from cors import AllowOrigins

api = FastAPI()
basic = HTTPBasic()

@api.api_route("/ok", methods=["GET", "PUT"])
def ok(response: Response):
    response.headers["X-Total-Count"] = "7"
    return "ok"

@api.get("/private")
def private(credentials=Depends(basic)):
    if (credentials.username, credentials.password) != ("${USER}", "${PASSWORD}"):
        raise HTTPException(401)
    return "private"

@api.get("/fail")
def fail():
    raise ValueError("as asked")

app = AllowOrigins(api)
`);
  const args = ['-m', 'uvicorn', '--host', '127.0.0.1', '--port', String(port), 'app:app'];
  return startProcess('/usr/bin/python3', args, { cwd: folder, port, env: { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' } });
}
