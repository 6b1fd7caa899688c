/**
 * What goes to a server, and what comes back. A transport sends one message and does nothing of its own: no redirect is
 * followed, no header added that HTTP itself doesn't need.
 *
 * @typedef {import('../types.js').HeaderLines} HeaderLines
 * @typedef {{ method: string, url: string, headers: HeaderLines, body: Uint8Array | ReadableStream<Uint8Array> | null,
 *   signal?: AbortSignal }} Message
 * @typedef {{ status: number, statusText: string, headers: HeaderLines, joined?: true,
 *   body: () => ReadableStream<Uint8Array> | null, discard: () => void }} Sent
 *   headers: as they came, one code unit per byte; joined: lines of one name were joined before anyone could see them;
 *   body: without its Content-Encoding; either it or discard is called, once
 * @typedef {(message: Message) => Promise<Sent>} Transport rejects where nothing comes back
 */
export {};
