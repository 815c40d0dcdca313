import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import type { City } from "~/modules/places/domain/city";
import { actAs, inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { Verdict } from "~/shared/verdict";
import { callsDueIn, type CallDue } from "../data/call-list.server";
import { dutyPhonesFor } from "../data/duty-phones.server";
import { phoned, type AlarmRefusal } from "./act-on-alarm.server";
import { ON_A_PAGE } from "./alarms-in-view.server";

export interface ListedCall extends CallDue {
  /** null = the office has said no number */
  readonly phone: string | null;
}

/** 待电话通知: who is to be phoned now, under which number; names of staff only, to whoever may write visits there. */
export async function callsIn(uow: UnitOfWork, actor: Actor, city: City, areaCode: string, skip = 0): Promise<ListedCall[]> {
  if (!mayIn(actor, "write:visits", areaCode, "civil-affairs")) return [];
  const page = { skip, most: ON_A_PAGE };
  const calls = await actAs(uow, systemActor("alarms", { areaCode: city.code }), (step) =>
    callsDueIn(step, city.code, areaCode, page),
  );
  const phones = await dutyPhonesFor(
    uow,
    calls.map(({ dutyArea }) => dutyArea),
  );
  return calls.map((call) => ({ ...call, phone: phones.get(call.dutyArea) ?? null }));
}

export const callsDue = (actor: Actor, city: City, areaCode: string, skip = 0): Promise<ListedCall[]> =>
  inUnitOfWork(actor, (uow) => callsIn(uow, actor, city, areaCode, skip));

export interface PhonedSaid {
  readonly alarmId: string;
  readonly personId: string;
  /** the turn in which they were told, as the list said it */
  readonly rung: number;
  readonly result: string;
}

/** Ticks off a call, with what came of it. */
export const notePhoned = (actor: Actor, { alarmId, personId, ...said }: PhonedSaid): Promise<Verdict<string, AlarmRefusal>> =>
  phoned(actor, alarmId, { ...said, personId: isUuid(personId) ? personId : "" });

/** What somebody typed of a call to whoever is on duty. */
export function phonedFromForm(alarmId: string, form: FormData): PhonedSaid {
  const text = (name: string): string => String(form.get(name) ?? "").slice(0, 100);
  const rung = /^\d$/.test(text("rung")) ? Number(text("rung")) : -1;
  return { alarmId, personId: text("person"), rung, result: text("result") };
}
