import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { expect, test } from "vitest";
import type { CareList } from "~/modules/visits/domain/care-list";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { base64urlOf } from "~/offline/base64url";
import { readExportFile } from "~/offline/export-file";
import { changeItems, giveUpRecord, heldItems } from "~/offline/outbox-store";
import type { Saved } from "~/offline/saved-record";
import { StoredRecords, type Writing } from "~/offline/stored-records";
import { storeWithRoom } from "./made-phone-store";

const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

async function writing(): Promise<Writing> {
  const { publicKey } = await suite.kem.generateKeyPair();
  const sealTo = { id: "key-1", publicKey: base64urlOf(await suite.kem.serializePublicKey(publicKey)) };
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  return {
    vault: { person: "p", key, salt: new Uint8Array(16) },
    list: { ticket: "ticket", sealTo } as CareList,
    clockOffset: 0,
  };
}
const visit = (n: number, note: string): Saved => {
  const clientId = `00000000-0000-4000-8000-00000000000${n}`;
  const said: VisitSaid = {
    ...{ clientId, residentId: "r", authorId: null, plannedVisitId: null, offsetSeconds: 0, device: "phone" },
    ...{ capturedAt: "2026-11-20T02:00:00Z", beganAt: "2026-11-20T01:40:00Z", minutes: 20, outcome: "seen", channel: "home" },
    ...{ purpose: "check", body: { looked: {}, needs: "", note }, findings: [] },
  };
  return { kind: "visit", id: clientId, visit: { said, doorCode: null, isLate: false } };
};
const idsIn = async (file: Blob) => readExportFile(await file.text())?.map(({ id }) => id.slice(-1));

test("a visit saved twice is held once; with other words under its id it is refused", async () => {
  const { store } = storeWithRoom(9, []);
  const [records, as] = [new StoredRecords(store), await writing()];
  await records.save([visit(1, "好")], as, "words", []);
  await records.save([visit(1, "好")], as, "words", []);
  await expect(records.save([visit(1, "不好")], as, "words", [])).rejects.toThrow("other-content");
  expect(await heldItems(store)).toMatchObject([{ state: "waiting", kind: "visit" }]);
  expect(await records.isAnyUnsent()).toBe(true);
});

test("what found no room is in the file all the same, and on the disk once there is room", async () => {
  const phone = storeWithRoom(1, []);
  const [records, as] = [new StoredRecords(phone.store), await writing()];
  await records.save([visit(1, "好")], as, "words", []);
  await expect(records.save([visit(2, "好")], as, "words", [])).rejects.toThrow("full");
  expect(records.unstored()).toHaveLength(1);
  expect(await idsIn(await records.exported())).toEqual(["1", "2"]);
  const roomier = new StoredRecords(storeWithRoom(9, []).store);
  expect(await roomier.imported(await records.exported())).toEqual({ added: 2, already: 0 });
  expect(await roomier.imported(await records.exported()), "the same file once more").toEqual({ added: 0, already: 2 });
});

test("making a file hands nothing over: a refused record of which the server keeps no copy leaves once somebody says that the file is saved", async () => {
  const { store } = storeWithRoom(9, []);
  const [records, as] = [new StoredRecords(store), await writing()];
  await records.save([visit(1, "好")], as, "words", []);
  const id = "00000000-0000-4000-8000-000000000001";
  await changeItems(store, [id], (item) => ({ ...item, state: "refused", why: "no-such-city", isKept: false }));
  await records.exported();
  expect(await records.isAnyUnsent(), "a full card dropped it").toBe(true);
  expect(await giveUpRecord(store, id)).toBe(false);
  await records.handedOver();
  expect(await records.isAnyUnsent()).toBe(false);
  expect(await giveUpRecord(store, id)).toBe(true);
});
