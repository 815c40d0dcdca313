import type { CareList } from "~/modules/visits/domain/care-list";
import type { SealedRecord } from "~/modules/visits/domain/care-record";
import { CareRefused } from "./care-phone";
import { exportFile, readExportFile } from "./export-file";
import { isUnsent, type HeldItem } from "./outbox-item";
import { changeItems, heldItems, holdRecords, sealedOf, type Held, type Incoming } from "./outbox-store";
import { labelOf, sealLabel, whoOf } from "./outbox-view";
import { hasNoRoom, isStoreClosed, plainOf, type PhoneStore } from "./phone-store";
import { digestOfSaved, sealedNow, type Saved } from "./saved-record";
import { MOST_SEALED_BYTES } from "./sync-batches";
import { draftKey, type OpenVault } from "./vault";

/** Whose records they are, and by which list they are written. */
export interface Writing {
  readonly vault: OpenVault;
  readonly list: CareList;
  /** the server's clock less the phone's, in milliseconds */
  readonly clockOffset: number;
}

/** Sealed records on their way to the disk, out of the phone by file, and in by file. */
export class StoredRecords {
  /** sealed, but the phone had no room; by the id of the first of each */
  readonly #unstored = new Map<string, Incoming>();
  /** refused ones in the file that was made last */
  #inFile: readonly string[] = [];

  constructor(private readonly store: PhoneStore) {}

  /** The first of them by its words; nothing is on the disk before all of them are sealed. */
  async save(
    saved: readonly [Saved, ...Saved[]],
    { vault, list, clockOffset }: Writing,
    label: string,
    drafts: readonly string[],
  ): Promise<void> {
    const sealTo = (await plainOf(this.store, "sealTo")) ?? list.sealTo;
    const records: Held[] = [];
    for (const [nth, one] of saved.entries()) {
      const record = await sealedNow(one, list.ticket, sealTo, clockOffset);
      if (record.text.length > MOST_SEALED_BYTES) throw new CareRefused("too-large");
      const words = { label: nth === 0 ? label : "", digest: await digestOfSaved(one) };
      const kept = { who: await whoOf(vault.person), label: await sealLabel(vault, one.id, words) };
      records.push({ record, item: newItem(record, { savedAt: new Date().toISOString(), ...kept }) });
    }
    const there = await this.#hold({ records, drafts: drafts.map((id) => draftKey(vault, id)) });
    if (there && (await labelOf(there, vault))?.digest !== (await digestOfSaved(saved[0])))
      throw new CareRefused("other-content");
  }

  /** What found no room is tried again once something was acknowledged. */
  async storeUnstored(): Promise<void> {
    for (const [id, incoming] of this.#unstored) {
      try {
        await holdRecords(this.store, incoming);
        this.#unstored.delete(id);
      } catch (error) {
        if (!hasNoRoom(error)) throw error;
        return;
      }
    }
  }

  unstored = (): SealedRecord[] => [...this.#unstored.values()].flatMap(({ records }) => records.map(({ record }) => record));

  isAnyUnsent = async (): Promise<boolean> => this.#unstored.size > 0 || (await heldItems(this.store)).some(isUnsent);

  /** All that was not acknowledged, sealed as it is. */
  async exported(): Promise<Blob> {
    const unsent = (await heldItems(this.store)).filter(({ state }) => state !== "acknowledged");
    const records = [...(await sealedOf(this.store, unsent)), ...this.unstored()];
    this.#inFile = unsent.filter(({ state }) => state === "refused").map(({ id }) => id);
    return exportFile(records, new Date().toISOString());
  }

  /** Somebody said that the last file is saved: what was refused when it was made lies in it, and not on this phone alone. */
  async handedOver(): Promise<void> {
    const ids = this.#inFile;
    this.#inFile = [];
    await changeItems(this.store, ids, (item) => (item.state === "refused" ? { ...item, isHandedOn: true } : item));
  }

  async imported(file: Blob): Promise<{ readonly added: number; readonly already: number }> {
    const records = readExportFile(await file.text());
    if (!records) throw new CareRefused("not-an-export");
    const savedAt = new Date().toISOString();
    let added = 0;
    for (const record of records) {
      const item = newItem(record, { savedAt, who: "", label: null });
      if (!(await this.#hold({ records: [{ record, item }], drafts: [] }))) added++;
    }
    return { added, already: records.length - added };
  }

  /** @returns what was held under this id already */
  async #hold(incoming: Incoming): Promise<HeldItem | null> {
    try {
      return await holdRecords(this.store, incoming);
    } catch (error) {
      if (!hasNoRoom(error)) throw error;
      this.#unstored.set(incoming.records[0]!.record.id, incoming);
      throw new CareRefused(isStoreClosed(error) ? "closed" : "full");
    }
  }
}

const newItem = (record: SealedRecord, kept: Pick<HeldItem, "savedAt" | "who" | "label">): HeldItem => ({
  ...{ id: record.id, kind: record.kind, keyId: record.keyId, ...kept },
  ...{ bytes: record.text.length, tries: 0, state: "waiting", why: null },
  ...{ acknowledgedAt: null, epoch: null },
});
