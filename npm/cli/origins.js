/** Origins that an allow-list has to tell from the page's own. */
import { pageOf } from '../origin.js';

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
  const page = pageOf(origin);
  // The host of an app or an extension is no name that somebody else could have.
  if (!page || !/^https?:$/u.test(page.protocol)) return others;
  const { protocol, hostname, port } = page;
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
