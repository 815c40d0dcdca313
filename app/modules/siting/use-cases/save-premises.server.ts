import { v7 as newId } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { declaredPosition, keptPosition, positionDoubt } from "~/modules/catalog/domain/declared-position";
import { areasWritten } from "~/modules/catalog/use-cases/areas-named.server";
import type { City } from "~/modules/places/domain/city";
import { communityAt } from "~/modules/places/use-cases/community-at.server";
import { today } from "~/platform/clock.server";
import { inUnitOfWork, rollBack, type UnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { maskedPremisesContact, openedPremisesContact, sealedPremisesContact } from "../data/premises-sealed.server";
import { insertPremises, updatePremises } from "../data/premises-write.server";
import { TYPED_HERE, type Premises, type PremisesPosition } from "../domain/premises/premises";
import { isSamePremises } from "../domain/premises/premises-merge";
import type { PremisesRefusal } from "../domain/premises/premises-refusal";
import { isStage } from "../domain/premises/premises-stage";
import { contactMeant, premisesRead, type FieldProblems, type PremisesRead, type Typed } from "../domain/premises/premises-typed";
import { heldPremises } from "./held-premises.server";
import { mayKeepPremises, mayKeepSomePremises } from "./may-keep-premises.server";

type Saved = Verdict<{ readonly id: string }, PremisesRefusal>;

/** Puts new premises on record, at the stage they are at. */
export async function registerPremises(actor: Actor, city: City, typed: Typed): Promise<Saved> {
  if (!mayKeepSomePremises(actor, city.code)) return refused({ kind: "not-permitted" });
  const read = premisesRead(typed);
  const area = await areaWritten(city, read.area);
  const stage = typed["stage"] ?? "";
  return inUnitOfWork<Saved>(actor, async (uow) => {
    const placed = await placedIn(uow, city, read, area, null);
    if (!placed.ok) return refused({ kind: "fields", problems: placed.refusal });
    const id = newId();
    if (!mayKeepPremises(actor, placed.value.areaCode)) return refused({ kind: "beyond-own" });
    const premises: Premises = {
      ...{ id, cityCode: city.code, source: TYPED_HERE, externalId: id, ...read.facts, ...placed.value },
      ...{ contactCipher: sealedPremisesContact(id, read.contact, null), facilityId: null, version: 1 },
    };
    const first = {
      number: 1,
      kind: "moved",
      stage: isStage(stage) ? stage : "survey",
      on: today(city.timeZone),
      reason: "",
      cause: "person",
    } as const;
    await insertPremises(uow, premises, first);
    await audit(uow, premises);
    return granted({ id });
  });
}

/** Changes what is known of premises. When somebody else saved meanwhile, nothing is written. */
export async function editPremises(actor: Actor, city: City, id: string, typed: Typed): Promise<Saved> {
  const area = await areaWritten(city, premisesRead(typed).area);
  return inUnitOfWork<Saved>(actor, async (uow) => {
    const held = await heldPremises(uow, actor, id);
    if (!held.ok) return held;
    const before = held.value.premises;
    if (String(before.version) !== typed["version"]) return refused({ kind: "changed-meanwhile" });
    const shown = maskedPremisesContact(id, before.contactCipher);
    const read = premisesRead(typed, shown?.phone);
    const placed = await placedIn(uow, city, read, area, before);
    if (!placed.ok) return refused({ kind: "fields", problems: placed.refusal });
    if (!mayKeepPremises(actor, placed.value.areaCode)) return refused({ kind: "beyond-own" });
    const contact = contactMeant(read.contact, shown, openedPremisesContact(id, before.contactCipher));
    const after: Premises = {
      ...{ ...before, ...read.facts, ...placed.value },
      contactCipher: sealedPremisesContact(id, contact, before.contactCipher),
    };
    if (isSamePremises(before, after)) return granted({ id });
    const next = { ...after, version: before.version + 1 };
    if (!(await updatePremises(uow, next))) rollBack(refused({ kind: "changed-meanwhile" }));
    await audit(uow, next);
    return granted({ id });
  });
}

const audit = (uow: UnitOfWork, { id, areaCode, version }: Premises) =>
  recordAudit(uow, {
    ...{ action: "write:premises", subject: { kind: "premises", id }, areaCode, line: "", result: "done" },
    facts: { version },
  });

type Area = Awaited<ReturnType<typeof areasWritten>>[number];

async function areaWritten(city: City, written: string): Promise<readonly Area[] | null> {
  return written === "" ? null : areasWritten(city, written);
}

/** Where it lies and stands: as typed, else in the middle of the community or street it names, else nowhere yet. */
async function placedIn(
  uow: UnitOfWork,
  city: City,
  { at, problems }: PremisesRead,
  areas: readonly Area[] | null,
  before: Premises | null,
): Promise<Verdict<{ readonly areaCode: string; readonly position: PremisesPosition | null }, FieldProblems>> {
  const found: { -readonly [K in keyof FieldProblems]: FieldProblems[K] } = { ...problems };
  const typed = at && declaredPosition(at.x, at.y, at.system, at.quality);
  const doubt = positionDoubt(typed, city.bounds, false);
  if (doubt) found.x = { kind: doubt.kind };
  if (areas?.length === 0) found.area = { kind: "area-unknown" };
  if (areas && areas.length > 1)
    found.area = {
      kind: "area-several",
      names: areas
        .slice(0, 4)
        .map(({ name, within }) => `${within} ${name}`.trim())
        .join("、"),
    };
  if (Object.keys(found).length > 0) return refused(found);
  const [area] = areas ?? [];
  const position = keptPosition(before?.position ?? null, typed) as PremisesPosition | null;
  if (position)
    return granted({ position, areaCode: area?.code ?? (await communityAt(uow, city.code, position))?.area.code ?? city.code });
  const middle =
    area && area.code.length >= 9 && area.lon !== null && area.lat !== null ? { lon: area.lon, lat: area.lat } : null;
  return granted({ position: middle && { ...middle, quality: "approximate", raw: null }, areaCode: area?.code ?? city.code });
}
