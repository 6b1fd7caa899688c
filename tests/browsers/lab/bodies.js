/**
 * What an answer holds, so that its user can use it: then an element's error event speaks of the network and of nothing
 * else.
 */

/** A silent sound: the WAVE header and eight samples. */
function wave() {
  const samples = 8;
  const bytes = Buffer.alloc(44 + samples, 0x80);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(8000, 24);
  bytes.writeUInt32LE(8000, 28);
  bytes.writeUInt16LE(1, 32);
  bytes.writeUInt16LE(8, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples, 40);
  return bytes;
}

/** A TrueType font of one empty glyph. */
const FONT = Buffer.from(
  'AAEAAAAKAIAAAwAgT1MvMkE4P8UAAAEoAAAAYGNtYXAADACUAAABkAAAADRnbHlmAAAAAAAAAcwAAAABaGVhZC1xisAAAACsAAAANmhoZWEAQQ'
  + 'BCAAAA5AAAACRobXR4AEAAAAAAAYgAAAAGbG9jYQAAAAAAAAHEAAAABm1heHAAAwACAAABCAAAACBuYW1lALF0yAAAAdAAAAA8cG9zdAADAAAA'
  + 'AAIMAAAAIAABAAAAAQAAxbwdJl8PPPUAAwBAAAAAAOctpsQAAAAA5y2mxAAAAAAAAAAAAAAAAwACAAAAAAAAAAEAAABAAAAAAABAAAAAAAAAAA'
  + 'EAAAAAAAAAAAAAAAAAAAABAAEAAAACAAAAAAAAAAAAAgAAAAAAAAAAAAAAAAAAAAAAAwBAAZAABQAEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
  + 'AAAAAAAAAAAAAAABAAAAAAAAAAAAAAAAPz8/PwAAAEEAQQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAgAAAAQAAAAAAAAAAAAAIAAAADAAAAFA'
  + 'ADAAEAAAAUAAQAIAAAAAQABAABAAAAQf//AAAAQf///8AAAQAAAAAAAAAAAAAAAAAAAAAAAAAEADYAAQAAAAAAAQABAAAAAQAAAAAAAgABAAEA'
  + 'AwABBAkAAQACAAIAAwABBAkAAgACAARsUgBsAFIAAwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==',
  'base64',
);

/** @type {Record<string, [type: string, body: Buffer]>} */
const USABLE = {
  image: ['image/gif', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
  script: ['text/javascript', Buffer.from(';')],
  module: ['text/javascript', Buffer.from(';')],
  stylesheet: ['text/css', Buffer.from('a{}')],
  font: ['font/ttf', FONT],
  media: ['audio/wav', wave()],
  eventsource: ['text/event-stream', Buffer.from('\n')],
};

/** @param {string | undefined} initiator @returns {Buffer} one blank where anything will do */
export const bodyFor = (initiator) => USABLE[initiator ?? '']?.[1] ?? Buffer.from(' ');

/**
 * Whether its user can use an answer, as far as status and type go. Where it can't, its error says nothing about CORS.
 * @param {string | undefined} initiator @param {import('./scenario.js').Reply} reply
 */
export function isUsable(initiator, { status, headers }) {
  const type = typeFor(initiator);
  const types = headers.filter(([name]) => name.toLowerCase() === 'content-type').map(([, value]) => value.trim());
  return type === null || (status === 200 && types.length === 1 && types[0] === type);
}

/** @param {string | undefined} initiator @returns {string | null} the `Content-Type` its user asks for */
export const typeFor = (initiator) => USABLE[initiator ?? '']?.[0] ?? null;
