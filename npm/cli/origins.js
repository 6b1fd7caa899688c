/** Origins that an allow-list has to tell from the page's own. */

/**
 * @typedef {'foreign' | 'null' | 'prefix' | 'suffix' | 'subdomain' | 'http'} Kind
 * @typedef {{ kind: Kind, origin: string }} Other
 */

/**
 * @param {string} origin of the page
 * @returns {Other[]}
 */
export function otherOrigins(origin) {
  /** @type {Other[]} */
  const others = [{ kind: 'foreign', origin: 'https://attacker.example' }];
  if (origin !== 'null') others.push({ kind: 'null', origin: 'null' });
  if (!URL.canParse(origin)) return others;
  const { protocol, hostname, port } = new URL(origin);
  const rest = port ? `:${port}` : '';
  // An address has no names below or beside it.
  if (/^[\d.]+$|:/u.test(hostname)) return others;
  others.push(
    { kind: 'prefix', origin: `${protocol}//${hostname}.attacker.example${rest}` },
    { kind: 'suffix', origin: `${protocol}//attacker${hostname}${rest}` },
    { kind: 'subdomain', origin: `${protocol}//sub.${hostname}${rest}` },
  );
  if (protocol === 'https:') others.push({ kind: 'http', origin: `http://${hostname}${rest}` });
  return others;
}
