import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { City } from "~/modules/places/domain/city";
import { NotOpened } from "~/platform/cipher.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { namesOfPeople } from "../data/due-list.server";
import {
  heldRecord,
  layAside,
  refusalCounts,
  refusalsIn,
  refusalsRinging,
  refusedOne,
  type RefusalsAsked,
  type RefusedRecord,
} from "../data/refused-desk.server";
import { isAsideReason, readableRecord, type ReadableRecord, type RefusalState } from "../domain/refused-record";
import { endRefusedAlarms } from "./refused-alarms.server";
import { openedRecord } from "./read-care-record.server";

export interface RefusedShown extends RefusedRecord {
  readonly author: string | null;
  readonly uploader: string | null;
  readonly settledName: string | null;
  /** read, taken in and laid aside by whoever keeps visits there */
  readonly mayAct: boolean;
}

export interface RefusedInView {
  readonly rows: readonly RefusedShown[];
  readonly counts: Readonly<Record<RefusalState, number>>;
  readonly next: { readonly receivedAt: string; readonly id: string } | null;
}

const A_PAGE = 50;
const MOST_RINGING = 500;

/** What phones sent from an area and was not accepted: who, when and why, never what it says. */
export const refusedRecords = (
  actor: Actor,
  city: City,
  areaCode: string,
  state: RefusalState = "open",
  before: RefusedInView["next"] = null,
): Promise<RefusedInView> =>
  inUnitOfWork(actor, async (uow) => {
    const asked: RefusalsAsked = { cityCode: city.code, areaCode, state };
    const rows = await refusalsIn(uow, asked, before, A_PAGE + 1);
    const last = rows[A_PAGE - 1];
    // What rings stands first, however long ago it came.
    const ringing = before ? [] : await refusalsRinging(uow, asked, MOST_RINGING);
    return {
      rows: await shown(uow, actor, [...ringing, ...rows.slice(0, A_PAGE)]),
      counts: await refusalCounts(uow, asked),
      next: rows.length > A_PAGE && last ? { receivedAt: last.receivedAt, id: last.id } : null,
    };
  });

/** Null where the actor sees none of that id. */
export const refusedRecord = (actor: Actor, city: City, id: string): Promise<RefusedShown | null> =>
  isUuid(id)
    ? inUnitOfWork(actor, async (uow) => {
        const row = await refusedOne(uow, city.code, id);
        return row ? (await shown(uow, actor, [row]))[0]! : null;
      })
    : Promise.resolve(null);

async function shown(uow: UnitOfWork, actor: Actor, rows: readonly RefusedRecord[]): Promise<RefusedShown[]> {
  const people = rows.flatMap(({ authorId, uploaderId, settledBy }) => [authorId, uploaderId, settledBy]);
  const names = await namesOfPeople(
    uow,
    people.flatMap((one) => one ?? []),
  );
  const nameOf = (id: string | null) => (id === null ? null : (names[id] ?? null));
  return rows.map((row) => ({
    ...{ ...row, author: nameOf(row.authorId), uploader: nameOf(row.uploaderId), settledName: nameOf(row.settledBy) },
    mayAct: mayIn(actor, "write:visits", row.areaCode, row.line),
  }));
}

/** What a refused record says, for a stated reason; on record before anything leaves. */
export async function openRefused(
  actor: Actor,
  city: City,
  id: string,
  wish: OpeningWish,
): Promise<Verdict<ReadableRecord, OpeningRefusal>> {
  const find = async (uow: UnitOfWork) => {
    const row = isUuid(id) ? await refusedOne(uow, city.code, id) : null;
    const held = row && (await heldRecord(uow, id));
    if (!row || !held) return null;
    const opened = await openedRecord(held);
    const open = (): string => {
      if (typeof opened === "string")
        throw new NotOpened(opened === "key-unknown" ? "key-missing" : "not-authentic", `care_refusal.text.${id}`, held.keyId);
      const picture = held.kind === "photo" && opened.picture.length > 0 ? addressOf(opened.picture) : null;
      return JSON.stringify(readableRecord(held.kind, opened.words, picture));
    };
    return { areaCode: row.areaCode, line: row.line, open };
  };
  const subject = { kind: "care-refusal", id, field: "refused-record", permission: "write:visits" as const, find };
  const opened = await openSensitive(actor, subject, wish);
  return opened.ok ? granted(JSON.parse(opened.value) as ReadableRecord) : opened;
}

/** Browsers tell what it is by its first bytes; whatever is no picture is shown as none. */
const addressOf = (picture: Uint8Array): string =>
  `data:image/${picture[0] === 0xff ? "jpeg" : "webp"};base64,${Buffer.from(picture).toString("base64")}`;

export interface DeskRefusal {
  readonly kind: "not-there" | "not-permitted" | "settled-already" | "no-aside-reason";
}

/** It is not taken in, and somebody says why; its copy stays for as long as that may be asked. */
export function layRefusedAside(actor: Actor, city: City, id: string, why: string): Promise<Verdict<string, DeskRefusal>> {
  if (!isUuid(id)) return Promise.resolve(refused({ kind: "not-there" }));
  return inUnitOfWork<Verdict<string, DeskRefusal>>(actor, async (uow) => {
    const row = await refusedOne(uow, city.code, id);
    if (!row) return refused({ kind: "not-there" });
    const { areaCode, line, recordId } = row;
    if (!mayIn(actor, "write:visits", areaCode, line)) return refused({ kind: "not-permitted" });
    if (!isAsideReason(why)) return refused({ kind: "no-aside-reason" });
    if (!(await layAside(uow, id, why))) return refused({ kind: "settled-already" });
    await endRefusedAlarms(uow, [{ id, cityCode: city.code }], "laid-aside", actor.personId);
    await recordAudit(uow, {
      ...{ action: "lay-aside:care-record", subject: { kind: "care-refusal", id }, areaCode, line, result: "done", why },
      facts: { record: recordId },
    });
    return granted(id);
  });
}
