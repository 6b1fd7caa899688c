/** Where the browsers of the lab are. Uses nothing but Node: setup runs before npm's packages are there. */
import { existsSync } from 'node:fs';

export const FIREFOX = process.env.FIREFOX ?? '/usr/bin/firefox-esr';

const MINI_BROWSERS = ['x86_64-linux-gnu', 'aarch64-linux-gnu'].map((machine) => (
  `/usr/lib/${machine}/webkit2gtk-4.1/MiniBrowser`));

/** @returns {string | undefined} WebKitGTK's own little browser */
export const miniBrowser = () => process.env.MINIBROWSER ?? MINI_BROWSERS.find((path) => existsSync(path));
