import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isMask } from "~/modules/accounts/domain/sensitive-field";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { homePosition } from "~/modules/residents/domain/home-position";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { findCaregiver, openStart, writeStart } from "../data/caregiver-record.server";

/** Where a caregiver's way begins, mostly their home: opened for one stated reason, on record before it leaves. */
export const openCaregiverStart = (actor: Actor, id: string, wish: OpeningWish): Promise<Verdict<string, OpeningRefusal>> =>
  openSensitive(
    actor,
    {
      ...{ kind: "caregiver", id, field: "home-position", permission: "plan:visits" },
      async find(uow) {
        const caregiver = await findCaregiver(uow, id);
        const open = caregiver && (await openStart(uow, id));
        return caregiver && open ? { areaCode: caregiver.areaCode, line: caregiver.line, open } : null;
      },
    },
    wish,
  );

export interface StartRefusal {
  readonly kind: "not-there" | "not-permitted" | "position-unreadable" | "position-elsewhere";
}

/** Writes, corrects or (empty) removes it. A mask sent back unread changes nothing. */
export async function saveCaregiverStart(actor: Actor, id: string, typed: string): Promise<Verdict<null, StartRefusal>> {
  if (isMask(typed)) return granted(null);
  const said = homePosition(typed);
  if (!said.ok) return refused({ kind: said.refusal });
  const position = said.value === "" ? null : said.value;
  if (!isUuid(id)) return refused({ kind: "not-there" });
  return inUnitOfWork<Verdict<null, StartRefusal>>(actor, async (uow) => {
    const caregiver = await findCaregiver(uow, id);
    if (!caregiver) return refused({ kind: "not-there" });
    const { areaCode, line } = caregiver;
    if (!mayIn(actor, "plan:visits", areaCode, line)) return refused({ kind: "not-permitted" });
    if (position === null && !caregiver.hasStart) return granted(null);
    await writeStart(uow, id, position);
    await recordAudit(uow, {
      ...{ action: position === null ? "remove:sensitive" : "write:sensitive", subject: { kind: "caregiver", id } },
      ...{ areaCode, line, result: "done", facts: { field: "home-position" } },
    });
    return granted(null);
  });
}
