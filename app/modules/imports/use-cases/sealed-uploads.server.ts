import type { Resealed, SealedPlace } from "~/modules/accounts/use-cases/rotate-keys.server";
import { keyOfImportFile, resealImportFile } from "~/platform/import-files.server";
import { NotOpened } from "~/platform/cipher.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { uploadsBehind } from "../data/sealed-uploads.server";

/** Files are large, and a piece of work is one transaction. */
const FILES_A_PIECE = 4;

/** Uploads that are still kept: a change of keys seals them anew as it does fields. */
export const sealedUploads: SealedPlace = {
  name: "import_file",
  async reseal(uow, keyId, after, most) {
    const few = Math.min(most, FILES_A_PIECE);
    const files = await uploadsBehind(uow, after, few);
    const done = { resealed: 0, unopened: 0 };
    for (const { storedName } of files) {
      const key = await keyOfImportFile(storedName);
      if (key === null || key === keyId) continue;
      done[(await isResealed(storedName)) ? "resealed" : "unopened"]++;
    }
    return { last: files.at(-1)?.id ?? null, ...done, isThrough: files.length < few } satisfies Resealed;
  },
  async byKey(uow: UnitOfWork) {
    const found = new Map<string, number>();
    for (const { storedName } of await uploadsBehind(uow, null, null)) {
      const key = await keyOfImportFile(storedName);
      if (key !== null) found.set(key, (found.get(key) ?? 0) + 1);
    }
    return found;
  },
};

/** A file that no key of the ring opens stays as it is; one that was removed meanwhile needs nothing. */
async function isResealed(storedName: string): Promise<boolean> {
  try {
    await resealImportFile(storedName);
    return true;
  } catch (error) {
    if (error instanceof NotOpened) return false;
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return true;
    throw error;
  }
}
