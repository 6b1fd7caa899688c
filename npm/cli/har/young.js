/** How much memory the runtime takes for what is soon forgotten. */
import v8 from 'node:v8';

/**
 * Each Report of a capture is forgotten as soon as it is printed, and still V8 gives such short-lived values more and more
 * room, a hundred megabytes and more in the end. Here that room stays as it is: it is cleared more often, which costs little.
 */
export function keepYoungSmall() {
  try {
    v8.setFlagsFromString('--semi-space-growth-factor=1');
  } catch {
    // A runtime without V8 has its own way.
  }
}
