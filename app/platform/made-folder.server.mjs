import { existsSync, mkdirSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/**
 * Makes a folder and those above it that are missing, or throws why not. Node's own `recursive` never comes back where a folder
 * answers «not there» to whatever is made in it (`/proc`), in any version we support: here each folder is tried once.
 *
 * @param {string} folder
 * @param {{ readonly mode?: number }} [how]
 * @returns {string} the folder
 */
export function madeFolder(folder, { mode } = {}) {
  const missing = [];
  for (let at = resolve(folder); !existsSync(at) && at !== dirname(at); at = dirname(at)) missing.unshift(at);
  for (const one of missing) {
    try {
      mkdirSync(one, { mode });
    } catch (error) {
      // Somebody else made it a moment earlier.
      if (error.code !== "EEXIST") throw error;
    }
  }
  if (statSync(folder).isDirectory()) return folder;
  throw Object.assign(new Error(`${folder} is a file and a folder is expected`), { code: "ENOTDIR", path: folder });
}

/**
 * The same for what belongs to the installation itself: why not is one sentence for whoever runs it.
 *
 * @param {string} folder
 * @param {{ readonly mode?: number }} [how]
 * @returns {string}
 */
export function madeDataFolder(folder, how) {
  try {
    return madeFolder(folder, how);
  } catch (error) {
    const sentence = `数据文件夹无法写入 · ${folder} cannot be written (${error.code}): make it writable, or set QUARTERHOUR_DATA to a folder that is.`;
    throw Object.assign(new Error(sentence, { cause: error }), { name: "Problem" });
  }
}
