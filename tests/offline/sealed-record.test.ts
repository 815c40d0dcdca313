import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { expect, test } from "vitest";
import { aadOf, SEALING_INFO } from "~/modules/visits/domain/care-record";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { base64urlOf, bytesOf } from "~/offline/base64url";
import { sealedNow, type Saved } from "~/offline/saved-record";

/** The published scheme itself, opened as anybody with the private key would. */
const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const bytes = (text: string) => new TextEncoder().encode(text).buffer;

const said: VisitSaid = {
  ...{ clientId: "00000000-0000-4000-8000-000000000001", residentId: "r", authorId: null, plannedVisitId: null },
  ...{ capturedAt: "2026-11-20T02:00:00Z", offsetSeconds: null, device: "phone", beganAt: "2026-11-20T01:40:00Z", minutes: 20 },
  ...{ outcome: "seen", channel: "home", purpose: "check", body: { looked: {}, needs: "", note: "今天精神好" }, findings: [] },
};
const saved: Saved = { kind: "visit", id: said.clientId, visit: { said, doorCode: null, isLate: false } };

async function sealedAndKeys() {
  const keys = await suite.kem.generateKeyPair();
  const publicKey = base64urlOf(await suite.kem.serializePublicKey(keys.publicKey));
  return { keys, record: await sealedNow(saved, "ticket-1", { id: "key-1", publicKey }, -3_600_000) };
}

test("a visit is sealed with its ticket and its clock's offset, and opens under its own id alone", async () => {
  const { keys, record } = await sealedAndKeys();
  expect(JSON.stringify(record)).not.toContain("今天");
  const open = (aad: string) =>
    suite.open(
      { recipientKey: keys.privateKey, enc: bytesOf(record.enc).buffer, info: bytes(SEALING_INFO) },
      bytesOf(record.text).buffer,
      bytes(aad),
    );
  const opened: unknown = JSON.parse(new TextDecoder().decode(await open(aadOf(record))));
  expect(opened).toEqual({ ticket: "ticket-1", said: { ...said, offsetSeconds: -3_600 }, doorCode: null, isLate: false });
  await expect(open(aadOf({ kind: "visit", id: "00000000-0000-4000-8000-000000000002" }))).rejects.toThrow();
});

test("a photo is its words, a zero byte and the picture", async () => {
  const keys = await suite.kem.generateKeyPair();
  const publicKey = base64urlOf(await suite.kem.serializePublicKey(keys.publicKey));
  const words = { visitId: said.clientId, capturedAt: said.capturedAt, showsFace: false };
  const picture = new Blob([new Uint8Array([255, 216, 0, 255, 217])]);
  const record = await sealedNow({ kind: "photo", id: "p", words, picture }, "t", { id: "key-1", publicKey }, 0);
  const plain = new Uint8Array(
    await suite.open(
      { recipientKey: keys.privateKey, enc: bytesOf(record.enc).buffer, info: bytes(SEALING_INFO) },
      bytesOf(record.text).buffer,
      bytes("photo:p"),
    ),
  );
  const zero = plain.indexOf(0);
  expect(JSON.parse(new TextDecoder().decode(plain.slice(0, zero)))).toEqual({ ticket: "t", ...words });
  expect([...plain.slice(zero + 1)]).toEqual([255, 216, 0, 255, 217]);
});
