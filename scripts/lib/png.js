/** A screenshot with at most 256 colours: a third of the bytes, and to the eye the same. */
import { deflateSync, crc32 } from 'node:zlib';

/**
 * @param {Uint8Array|Uint8ClampedArray} rgba
 * @param {number} width
 * @param {number} height
 * @returns {Buffer} a PNG with a palette
 */
export function palettePng(rgba, width, height) {
  const { palette, nearest } = paletteOf(rgba);
  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) lines[y * (width + 1) + 1 + x] = nearest(colourAt(rgba, y * width + x));
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const data = deflateSync(lines, { level: 9 });
  return Buffer.concat([signature, chunk('IHDR', header), chunk('PLTE', colours), chunk('IDAT', data), chunk('IEND')]);
}

/** Squares of steps of 255. */
const ALIKE = 60;

/** @param {number} one @param {number} other */
function distance(one, other) {
  const [r, g, b] = [16, 8, 0].map((shift) => ((one >> shift) & 255) - ((other >> shift) & 255));
  return r * r + g * g + b * b;
}

/** @param {string} type @param {Buffer} [data] */
function chunk(type, data = Buffer.alloc(0)) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** @param {ArrayLike<number>} rgba @param {number} pixel */
const colourAt = (rgba, pixel) => (rgba[pixel * 4] << 16) | (rgba[pixel * 4 + 1] << 8) | rgba[pixel * 4 + 2];

/**
 * 256 of the colours that occur most, no two of them alike, so that a small coloured sign keeps its colour; and for
 * every other colour the nearest of them.
 * @param {ArrayLike<number>} rgba
 */
function paletteOf(rgba) {
  /** @type {Map<number, number>} */
  const count = new Map();
  for (let pixel = 0; pixel < rgba.length / 4; pixel += 1) {
    const colour = colourAt(rgba, pixel);
    count.set(colour, (count.get(colour) ?? 0) + 1);
  }
  /** @type {number[]} */
  const palette = [];
  for (const [colour] of [...count].sort((a, b) => b[1] - a[1])) {
    if (palette.length < 256 && palette.every((other) => distance(colour, other) > ALIKE)) palette.push(colour);
  }
  const known = new Map(palette.map((colour, index) => [colour, index]));
  /** @param {number} colour */
  const nearest = (colour) => {
    let best = known.get(colour);
    if (best !== undefined) return best;
    let least = Infinity;
    best = 0;
    for (const [index, other] of palette.entries()) {
      const far = distance(colour, other);
      if (far < least) [least, best] = [far, index];
    }
    known.set(colour, best);
    return best;
  };
  return { palette, nearest };
}
