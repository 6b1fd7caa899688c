/** HAR files of any size, made as they are read: the demo's entries again and again, each round a minute later. */
import { readFileSync } from 'node:fs';

/** @type {{ recorded: { getHAR: any[] }[] }} */
const { recorded } = JSON.parse(readFileSync(new URL('../../tests/cases/har/chromium-demo.json', import.meta.url), 'utf8'));
const sample = recorded.flatMap((situation) => situation.getHAR);

/** What an answer holds: JSON in JSON, so full of escapes, as most of a capture's bytes are. */
const BODY = JSON.stringify({ items: Array.from({ length: 500 }, (_, id) => ({ id, name: `item "${id}"`, note: 'ä “quoted” line\n' })) });

/**
 * @param {number} bytes at least that many
 * @returns {Generator<string>} its text in pieces
 */
export function* largeHar(bytes) {
  let made = 0;
  const head = '{"log":{"version":"1.2","creator":{"name":"WebInspector","version":"537.36"},"pages":[],"entries":[\n';
  yield head;
  for (let index = 0; made < bytes; index += 1) {
    const entry = structuredClone(sample[index % sample.length]);
    const round = Math.floor(index / sample.length);
    entry.startedDateTime = new Date(Date.parse(entry.startedDateTime) + round * 60_000).toISOString();
    entry.request.url = entry.request.url.replace(/(:\d+)\//u, `$1/r${round}/`);
    entry.response.content = { size: BODY.length, mimeType: 'application/json', text: BODY };
    const text = `${index > 0 ? ',\n' : ''}${JSON.stringify(entry, null, 1)}`;
    made += text.length;
    yield text;
  }
  yield ']}}\n';
}
