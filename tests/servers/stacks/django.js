/** Django by its own WSGI server, in one file. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port }) {
  await writeFile(join(folder, 'settings.py'), `
from cors_settings import *

SECRET_KEY = "only here"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "urls"
USE_TZ = True
INSTALLED_APPS = ["corsheaders"]
MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware", "urls.private"]
`);
  await writeFile(join(folder, 'urls.py'), `
from base64 import b64encode

from django.http import HttpResponse
from django.urls import path

def private(get_response):
    def middleware(request):
        known = request.headers.get("Authorization") == "Basic " + b64encode(b"${USER}:${PASSWORD}").decode()
        if request.path == "/private" and not known:
            return HttpResponse(status=401)
        return get_response(request)

    return middleware

def fail(request):
    raise ValueError("as asked")

urlpatterns = [
    path("ok", lambda request: HttpResponse("ok", headers={"X-Total-Count": "7"})),
    path("private", lambda request: HttpResponse("private")),
    path("fail", fail),
]
`);
  const args = ['-m', 'django', 'runserver', '--noreload', '--settings', 'settings', `127.0.0.1:${port}`];
  return startProcess('/usr/bin/python3', args, { cwd: folder, port, env: { PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' } });
}
