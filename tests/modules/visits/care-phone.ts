import { v4 as randomId } from "uuid";
import type { CareVisit, SealedRecord, SyncAnswer } from "~/modules/visits/domain/care-record";
import type { VisitSaid } from "~/modules/visits/domain/visit-log";
import { ticketFor } from "~/modules/visits/use-cases/care-ticket.server";
import { readSyncRequest, syncRecords } from "~/modules/visits/use-cases/sync-records.server";
import { plainWords, sealRecord } from "~/offline/seal-record";
import { today } from "~/platform/clock.server";
import { boxKeyInForce } from "~/platform/sealed-box.server";
import { TOWN } from "../catalog/factories/catalog-city";
import { VISITOR } from "./visiting-town";

/** A phone with the ticket of a list of today; what it seals, it seals as ours does. */
export const TICKET = () => ticketFor({ personId: VISITOR.personId, cityCode: TOWN.code, day: today(TOWN.timeZone) });

export const said = (residentId: string, over: Partial<VisitSaid> = {}): VisitSaid => ({
  ...{ clientId: randomId(), residentId, authorId: null, plannedVisitId: null, offsetSeconds: null, device: "phone" },
  ...{ capturedAt: new Date().toISOString(), beganAt: new Date(Date.now() - 1_800_000).toISOString(), minutes: 20 },
  ...{ outcome: "seen", channel: "home", purpose: "check", findings: [] },
  body: { looked: { mood: "fine" }, needs: "", note: "示例：一切都好" },
  ...over,
});

export const sealed = async (
  kind: SealedRecord["kind"],
  id: string,
  words: object,
  picture?: Uint8Array,
): Promise<SealedRecord> => {
  const plain = plainWords(words);
  const whole = picture ? new Uint8Array([...plain, 0, ...picture]) : plain;
  return sealRecord({ kind, id }, whole, await boxKeyInForce());
};

export const sealedVisit = (visit: VisitSaid, over: Partial<CareVisit> = {}): Promise<SealedRecord> =>
  sealed("visit", visit.clientId, { ticket: TICKET(), said: visit, doorCode: null, isLate: false, ...over });

export const sealedPhoto = (
  visitId: string,
  picture: Uint8Array,
  { id = randomId(), showsFace = false } = {},
): Promise<SealedRecord> =>
  sealed("photo", id, { ticket: TICKET(), visitId, capturedAt: new Date().toISOString(), showsFace }, picture);

export const sealedPosition = (visitId: string, id = randomId()): Promise<SealedRecord> =>
  sealed("position", id, {
    ticket: TICKET(),
    visitId,
    lat: 34.7467,
    lng: 113.6253,
    accuracyMetres: 12.4,
    capturedAt: "2026-11-22T02:00:00.000Z",
  });

/** Handed in by anybody; the clock of the phone is right unless told otherwise. */
export const handIn = (
  records: readonly SealedRecord[],
  uploaderId: string = VISITOR.personId,
  sentAt = new Date(),
): Promise<SyncAnswer> => syncRecords(uploaderId, readSyncRequest({ sentAt: sentAt.toISOString(), records })!);

export const statesOf = ({ answers }: SyncAnswer): string[] => answers.map(({ state, why }) => (why ? `${state} ${why}` : state));
