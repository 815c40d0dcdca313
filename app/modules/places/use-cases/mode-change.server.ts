import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addMode, holdMode, isModeSaid, listModes, removeMode, shortenMode, type ModeRecord } from "../data/mode-records.server";
import { checkMode, endedEarly, type ModeProblem, type TypedMode } from "../domain/mode-change";

export type { ModeRecord };
export type ModeRefusal = { readonly kind: ModeProblem | "mode-there" | "not-permitted" | "not-there" };

/** Modes whose last day lies at or after a day. */
export const modesSince = (uow: UnitOfWork, cityCode: string, day: CalendarDay): Promise<ModeRecord[]> =>
  listModes(uow, cityCode, day);

/** Says that a mode holds for an area; a step of the caller's transaction, who works out what follows. */
export async function setMode(
  uow: UnitOfWork,
  actor: Actor,
  cityCode: string,
  typed: TypedMode,
  today: CalendarDay,
): Promise<Verdict<string, ModeRefusal>> {
  const said = checkMode(typed, cityCode, today);
  if (!said.ok) return said;
  const { areaCode, kind, cause, from, to } = said.value;
  if (!mayIn(actor, "set:modes", areaCode, "civil-affairs")) return refused({ kind: "not-permitted" });
  if (await isModeSaid(uow, cityCode, said.value)) return refused({ kind: "mode-there" });
  const id = await addMode(uow, cityCode, said.value);
  await recordAudit(uow, {
    ...{ action: "set:mode", subject: { kind: "mode", id }, areaCode, line: "", result: "done" },
    facts: { kind, cause, from, to },
  });
  return granted(id);
}

/** Ends a mode before its day. */
export async function endMode(
  uow: UnitOfWork,
  actor: Actor,
  cityCode: string,
  id: string,
  today: CalendarDay,
): Promise<Verdict<true, ModeRefusal>> {
  const mode = await holdMode(uow, cityCode, id);
  if (!mode) return refused({ kind: "not-there" });
  if (!mayIn(actor, "set:modes", mode.areaCode, "civil-affairs")) return refused({ kind: "not-permitted" });
  const ended = endedEarly(mode, today);
  if (ended === "over") return refused({ kind: "is-over" });
  if (ended === "remove") await removeMode(uow, id);
  else await shortenMode(uow, id, ended.to);
  await recordAudit(uow, {
    ...{ action: "end:mode", subject: { kind: "mode", id }, areaCode: mode.areaCode, line: "", result: "done" },
    facts: { kind: mode.kind, to: ended === "remove" ? mode.from : ended.to },
  });
  return granted(true);
}
