import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { BUILD } from "./project.mjs";

/*
 * What every visitor fetches is packed once, as tightly as it goes, and not at each request: beside `x.js` lie `x.js.gz` and, a tenth
 * smaller, `x.js.br` for browsers that came over HTTPS (app/platform/packed-files.server.ts).
 */
const ASSETS = join(BUILD, "client", "assets");
/** Below, headers weigh more. */
const WORTH_BYTES = 200;

const [pack, packTighter] = [promisify(gzip), promisify(brotliCompress)];

/** Returns the kibibytes of all of them as they lie, and as they travel. */
export async function packFiles() {
  if (!existsSync(ASSETS)) return { plain: 0, packed: 0 };
  const names = (await readdir(ASSETS)).filter((name) => /\.(js|css|svg|json)$/.test(name));
  const sizes = await Promise.all(names.map(packOne));
  const kibi = (at) => Math.round(sizes.reduce((sum, size) => sum + size[at], 0) / 1024);
  return { plain: kibi(0), packed: kibi(1) };
}

async function packOne(name) {
  const path = join(ASSETS, name);
  const text = await readFile(path);
  if (text.length < WORTH_BYTES) return [text.length, text.length];
  const [zipped, tighter] = await Promise.all([
    pack(text, { level: constants.Z_BEST_COMPRESSION }),
    packTighter(text, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }),
  ]);
  await Promise.all([writeFile(`${path}.gz`, zipped), writeFile(`${path}.br`, tighter)]);
  return [text.length, tighter.length];
}
