import type { City } from "~/modules/places/domain/city";
import { homesForPlanning } from "~/modules/residents/use-cases/homes-for-planning.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { blindIndexOf } from "~/platform/sealed-value.server";
import { inThread } from "~/platform/threads.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { distanceBetween } from "~/shared/geo-point";
import { addPhoto, addPosition, isVisitRefused, photoThere, visitThere, type VisitThere } from "../data/visit-evidence.server";
import { clockAhead, correctionOf } from "../domain/phone-clock";
import { queueCheck } from "./check-visits.server";
import { instantOf } from "./plan-basis.server";
import type { ReadPhoto, ReadPosition } from "./read-care-record.server";
import { cameAt, careSync, type HandedIn, type StoredRecord } from "./store-visits.server";

interface Redrawn {
  readonly picture: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly hash: bigint;
}

/** Keyed, so that neither a picture nor a place can be guessed from it. */
const hashOf = (purpose: string, words: object, more = ""): string =>
  Buffer.from(blindIndexOf(purpose, JSON.stringify(words) + more), "base64url").toString("hex");

/** A photo or a position of a visit; one that comes before its visit waits on the phone. */
export const storeEvidence = (city: City, record: ReadPhoto | ReadPosition, handedIn: HandedIn): Promise<StoredRecord> =>
  record.kind === "photo" ? storePhoto(city, record, handedIn) : storePosition(city, record, handedIn);

type Refusal = Pick<StoredRecord, "state" | "why">;
const refused = (why: string): Refusal => ({ state: "refused", why });

async function storePhoto(city: City, photo: ReadPhoto, handedIn: HandedIn): Promise<StoredRecord> {
  const { record, words, picture } = photo;
  const { ticket: _ticket, ...said } = words;
  const contentHash = hashOf("visit-photo", said, Buffer.from(picture).toString("base64"));
  const { id } = record;
  const before = await withVisit(city, photo, handedIn, async (uow, visit) => {
    const there = await photoThere(uow, id, contentHash);
    if (there) return kept(there);
    return words.showsFace && !visit.consents.includes("photos") ? refused("no-consent") : null;
  });
  if (before) return { id, ...before };
  // Drawn between two transactions: nobody waits for a picture.
  const redrawn = await inThread<Uint8Array, Redrawn | null>("redraw-visit-photo", picture);
  if (!redrawn) return { id, ...refused("no-picture") };
  const after = await withVisit(city, photo, handedIn, async (uow, visit) => {
    const { visitId: eventId, showsFace } = words;
    const capturedAt = serverTime(photo, city, handedIn);
    const receivedAt = cameAt(handedIn);
    const row = { id, eventId, capturedAt, receivedAt, showsFace, contentHash, authorId: visit.authorId };
    const outcome = await addPhoto(uow, { ...row, ...redrawn });
    if (outcome === "too-many") return refused("too-many-photos");
    if (outcome === "written") await afterEvidence(uow, city, "add:visit-photo", visit, eventId, id);
    return kept(outcome);
  });
  return { id, ...after! };
}

async function storePosition(city: City, position: ReadPosition, handedIn: HandedIn): Promise<StoredRecord> {
  const { record, words } = position;
  const { visitId: eventId, lat, lng } = words;
  const { ticket: _ticket, ...said } = words;
  const stored = await withVisit(city, position, handedIn, async (uow, visit) => {
    if (!visit.consents.includes("position")) return refused("no-consent");
    const home = (await homesForPlanning(uow, [visit.residentId])).get(visit.residentId);
    const capturedAt = serverTime(position, city, handedIn);
    const row = { eventId, recordId: record.id, authorId: visit.authorId, capturedAt, receivedAt: cameAt(handedIn) };
    const outcome = await addPosition(uow, {
      ...{
        ...row,
        accuracyMetres: Math.round(words.accuracyMetres),
        contentHash: hashOf("visit-position", { id: record.id, ...said }),
      },
      ...{
        distanceMetres: home ? Math.round(distanceBetween({ lat, lon: lng }, home)) : null,
        at: `${lng.toFixed(6)},${lat.toFixed(6)}`,
      },
    });
    if (outcome === "written") await afterEvidence(uow, city, "add:visit-position", visit, eventId, record.id);
    return kept(outcome);
  });
  return { id: record.id, ...stored! };
}

const kept = (outcome: "written" | "there-already" | "other-content"): Refusal =>
  outcome === "other-content"
    ? refused("other-content")
    : { state: outcome === "written" ? "stored" : "stored-already", why: null };

/** The visit it belongs to, which its author made; otherwise why it is not taken. */
function withVisit(
  city: City,
  { ticket, words: { visitId } }: ReadPhoto | ReadPosition,
  { uploaderId }: HandedIn,
  work: (uow: UnitOfWork, visit: VisitThere) => Promise<Refusal | null>,
): Promise<Refusal | null> {
  return inUnitOfWork(careSync(city.code, uploaderId), async (uow) => {
    const visit = await visitThere(uow, city.code, visitId, city.timeZone);
    if (!visit)
      return (await isVisitRefused(uow, visitId)) ? refused("visit-refused") : { state: "later", why: "visit-not-here" };
    if (visit.authorId !== ticket.personId) return refused("other-author");
    return visit.isEmptied ? refused("not-there") : work(uow, visit);
  });
}

function serverTime({ ticket, words }: ReadPhoto | ReadPosition, city: City, { sentAt, receivedAt }: HandedIn): Date {
  const capturedAt = Date.parse(words.capturedAt);
  const listBegan = instantOf(ticket.day, 0, city.timeZone).getTime();
  return new Date(capturedAt - correctionOf(clockAhead({ sentAt, receivedAt, capturedAt, listBegan, believed: null })));
}

/** On record, and looked at with what else its author did that day. */
async function afterEvidence(uow: UnitOfWork, city: City, action: string, visit: VisitThere, id: string, record: string) {
  await queueCheck(uow, city, visit);
  const { line, areaCode, residentId } = visit;
  const facts = { resident: residentId, record };
  await recordAudit(uow, { action, subject: { kind: "visit-event", id }, areaCode, line, result: "done", facts });
}
