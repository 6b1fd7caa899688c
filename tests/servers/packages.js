/** What `npm run servers` needs of Debian: a package, and the file by which it is known to be there. */

/** @type {{ name: string, file: string }[]} */
export const PACKAGES = [
  { name: 'nginx-light', file: '/usr/sbin/nginx' },
  { name: 'apache2', file: '/usr/sbin/apache2' },
  { name: 'caddy', file: '/usr/bin/caddy' },
  { name: 'haproxy', file: '/usr/sbin/haproxy' },
  { name: 'lighttpd', file: '/usr/sbin/lighttpd' },
  { name: 'varnish', file: '/usr/sbin/varnishd' },
  { name: 'php-cli', file: '/usr/bin/php' },
  { name: 'python3-django', file: '/usr/lib/python3/dist-packages/django' },
  { name: 'python3-django-cors-headers', file: '/usr/lib/python3/dist-packages/corsheaders' },
  { name: 'python3-flask', file: '/usr/lib/python3/dist-packages/flask' },
  { name: 'python3-fastapi', file: '/usr/lib/python3/dist-packages/fastapi' },
  { name: 'uvicorn', file: '/usr/bin/uvicorn' },
  { name: 'ruby-rack-cors', file: '/usr/lib/ruby/vendor_ruby/rack/cors.rb' },
  { name: 'puma', file: '/usr/bin/puma' },
  { name: 'golang-go', file: '/usr/bin/go' },
  { name: 'golang-github-rs-cors-dev', file: '/usr/share/gocode/src/github.com/rs/cors' },
  { name: 'mono-mcs', file: '/usr/bin/mcs' },
  { name: 'python3-yaml', file: '/usr/lib/python3/dist-packages/yaml' },
];
