/** rack-cors in a Rack application: the initializer talks to Rails, so here is as much of Rails as it asks for. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PASSWORD, USER } from '../lib/calls.js';
import { startProcess } from '../lib/process.js';

/** rack-cors answers a preflight without it, and has no setting for that. */
export const preflightsWithoutVary = true;

/** @param {import('../lib/start.js').Place} place */
export async function start({ folder, port, files }) {
  await writeFile(join(folder, 'config.ru'), `
require 'rack'
require 'rack/cors'
require 'rack/auth/basic'

STACK = self
module Rails
  Middleware = Class.new { def insert_before(_, name, &block) = STACK.use(name, &block) }
  Config = Struct.new(:middleware)
  Application = Struct.new(:config)
  def self.application = Application.new(Config.new(Middleware.new))
end
load '${files['cors.rb']}'

# What Rails does with exceptions, behind what is first.
class ShowExceptions
  def initialize(app) = @app = app
  def call(env)
    @app.call(env)
  rescue StandardError
    [500, { 'content-type' => 'text/plain' }, ['error']]
  end
end
use ShowExceptions

map '/ok' do
  run ->(_) { [200, { 'content-type' => 'text/plain', 'x-total-count' => '7' }, ['ok']] }
end
map '/private' do
  use(Rack::Auth::Basic, 'private') { |user, password| [user, password] == ['${USER}', '${PASSWORD}'] }
  run ->(_) { [200, { 'content-type' => 'text/plain' }, ['private']] }
end
map '/fail' do
  run ->(_) { raise 'as asked' }
end
map '/' do
  run ->(_) { [404, { 'content-type' => 'text/plain' }, ['none']] }
end
`);
  return startProcess('puma', ['--dir', folder, '-b', `tcp://127.0.0.1:${port}`, '-e', 'production', 'config.ru'], { cwd: folder, port });
}
