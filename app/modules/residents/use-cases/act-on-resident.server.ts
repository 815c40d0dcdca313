import { tz } from "@date-fns/tz";
import { parse } from "date-fns";
import { validate as isUuid } from "uuid";
import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { normalised } from "~/modules/accounts/domain/sensitive-field";
import type { City } from "~/modules/places/domain/city";
import { now, today } from "~/platform/clock.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addContact, removeContact } from "../data/resident-contacts.server";
import * as parts from "../data/resident-parts.server";
import { holdResident, type ResidentRecord, touchResident, writeKeyCare } from "../data/resident-record.server";
import { isVisitorOf } from "../data/visitors.server";
import * as words from "../domain/resident";
import { RISK_LEVELS, type RiskLevel } from "../domain/risk-level";
import { auditResident } from "./audit-resident.server";
import { dueFollows } from "./due-follows.server";
import { refreshRisk } from "./resident-risk.server";

/** What a person fills in below a file, one small form each. */
export const PART_INTENTS = [
  ...["assess", "override", "end-override", "add-contact", "remove-contact", "give-consent", "withdraw-consent"],
  ...["add-absence", "end-absence", "note-change", "key-care", "wish", "end-wish"],
] as const;

/** Those about one part, named by its id. */
const OF_A_PART = ["remove-contact", "withdraw-consent", "end-absence", "end-wish"];

/** Facts the rules of visiting ask about. */
const ASKED_BY_RULES = ["assess", "override", "end-override", "add-absence", "end-absence", "note-change"];

export interface PartRefusal {
  readonly kind: string;
}

export type Said = (name: string) => string;
interface Step {
  readonly uow: UnitOfWork;
  readonly resident: ResidentRecord;
  readonly said: Said;
  readonly day: string;
  readonly timeZone: string;
}
type Outcome = Promise<Verdict<Readonly<Record<string, string>>, PartRefusal>>;

/** Writes down one fact of a file; the risk follows, in the same transaction. */
export async function actOnResident(
  actor: Actor,
  city: City,
  residentId: string,
  intent: string,
  said: Said,
): Promise<Verdict<null, PartRefusal>> {
  const step = STEPS[intent];
  if (!step) return refused({ kind: "intent-unknown" });
  const day = today(city.timeZone);
  return inUnitOfWork<Verdict<null, PartRefusal>>(actor, async (uow) => {
    // Held, so that two small forms sent at once stand in line.
    const resident = await holdResident(uow, residentId);
    if (!resident) return refused({ kind: "not-there" });
    if (!mayIn(actor, "write:residents", resident.areaCode, resident.line)) return refused({ kind: "not-permitted" });
    if (OF_A_PART.includes(intent) && !isUuid(said("part"))) return refuse("part-gone");
    const done = await step({ uow, resident, said, day, timeZone: city.timeZone });
    if (!done.ok) return done;
    await touchResident(uow, residentId, now());
    if (resident.state === "registered") {
      await refreshRisk(uow, residentId, day);
      if (ASKED_BY_RULES.includes(intent)) await dueFollows(uow, resident.cityCode);
    }
    await auditResident(uow, "write:resident", resident, { what: intent, ...done.value });
    return granted(null);
  });
}

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;
const instantOf = (day: string, hour: string, timeZone: string): Date =>
  new Date(parse(`${day} ${hour}`, "yyyy-MM-dd HH:mm", new Date(0), { in: tz(timeZone) }).getTime());

const among = <T extends string>(known: readonly T[], text: string): text is T => (known as readonly string[]).includes(text);
const refuse = (kind: string) => refused({ kind });
/** A day that is not to come; the form's own where nothing was typed. */
const pastDay = (text: string, day: string): string | null => {
  const said = text.trim() || day;
  return isCalendarDay(said) && said <= day ? said : null;
};

const STEPS: Readonly<Record<string, (step: Step) => Outcome>> = {
  async assess({ uow, resident, said, day }) {
    const [assessedOn, expiresOn] = [pastDay(said("assessedOn"), day), said("expiresOn")];
    if (!/^[0-4]$/.test(said("grade"))) return refuse("grade-unknown");
    if (!assessedOn || !isCalendarDay(expiresOn)) return refuse("day-unreadable");
    if (expiresOn <= assessedOn) return refuse("days-order");
    await parts.addAssessment(uow, resident.id, { grade: Number(said("grade")), assessedOn, expiresOn });
    return granted({ on: assessedOn });
  },
  async override({ uow, resident, said, day }) {
    const [risk, reason, to] = [said("risk"), said("reason").trim(), said("to").trim()];
    if (!among(RISK_LEVELS, risk)) return refuse("risk-unknown");
    if ([...reason].length < 4 || [...reason].length > 500) return refuse("reason-missing");
    if (to !== "" && (!isCalendarDay(to) || to <= day)) return refuse("days-order");
    await parts.overrideRisk(uow, resident.id, { risk: risk satisfies RiskLevel, reason, from: day, to: to || null });
    return granted({ risk });
  },
  async "end-override"({ uow, resident, day }) {
    await parts.endOverride(uow, resident.id, day);
    return granted({});
  },
  async "add-contact"({ uow, resident, said }) {
    const [name, relation] = [said("name").trim(), said("relation")];
    if (name === "" || [...name].length > 60) return refuse("contact-name");
    if (!among(words.CONTACT_RELATIONS, relation)) return refuse("relation-unknown");
    const phone = normalised("phone", said("phone"));
    if (!phone.ok) return refuse(phone.refusal);
    return (await addContact(uow, resident.id, { name, relation, phone: phone.value }))
      ? granted({ relation })
      : refuse("contacts-full");
  },
  async "remove-contact"({ uow, resident, said }) {
    return (await removeContact(uow, resident.id, said("part"))) ? granted({ part: said("part") }) : refuse("part-gone");
  },
  async "give-consent"({ uow, resident, said, day }) {
    const [scope, givenBy, how, on] = [said("scope"), said("givenBy"), said("how"), pastDay(said("on"), day)];
    if (!on) return refuse("day-unreadable");
    if (!among(words.CONSENT_SCOPES, scope) || !among(words.CONSENT_GIVERS, givenBy) || !among(words.CONSENT_WAYS, how))
      return refuse("consent-whole");
    return (await parts.giveConsent(uow, resident.id, { scope, on, givenBy, how }))
      ? granted({ scope })
      : refuse("consent-in-force");
  },
  async "withdraw-consent"({ uow, resident, said, day }) {
    return (await parts.withdrawConsent(uow, resident.id, said("part"), day))
      ? granted({ part: said("part") })
      : refuse("part-gone");
  },
  async "add-absence"({ uow, resident, said, day }) {
    const [kind, from, to] = [said("kind"), said("from").trim() || day, said("to").trim()];
    if (!among(words.ABSENCE_KINDS, kind)) return refuse("absence-kind");
    if (!isCalendarDay(from) || (to !== "" && !isCalendarDay(to))) return refuse("day-unreadable");
    if (to !== "" && to <= from) return refuse("days-order");
    return (await parts.addAbsence(uow, resident.id, { kind, from, to: to || null }))
      ? granted({ kind, from })
      : refuse("absence-meets");
  },
  async "end-absence"({ uow, resident, said, day }) {
    const ended = await parts.endAbsence(uow, resident.id, said("part"), day);
    if (!ended) return refuse("part-gone");
    // Home from hospital is a major change: somebody comes soon. A stay that had not begun, or was typed by mistake, is none.
    if (ended.kind === "hospital" && ended.hadBegun) await parts.noteChange(uow, resident.id, "home-from-hospital", day, now());
    return granted({ part: said("part") });
  },
  async "note-change"({ uow, resident, said, day, timeZone }) {
    const [kind, on, hour] = [said("kind"), pastDay(said("on"), day), said("at").trim()];
    if (!among(words.CHANGE_KINDS, kind)) return refuse("change-kind");
    if (!on || (hour !== "" && !HOUR.test(hour))) return refuse("day-unreadable");
    // What is noted today without an hour has happened by now; of an earlier day without one only the day is known.
    const at = hour ? instantOf(on, hour, timeZone) : on === day ? now() : null;
    if (at && at > now()) return refuse("hour-to-come");
    await parts.noteChange(uow, resident.id, kind, on, at);
    return granted({ kind, on });
  },
  async "key-care"({ uow, resident, said, day }) {
    if (resident.state !== "registered") return refuse("not-registered");
    const isOn = said("on") === "yes";
    await writeKeyCare(uow, resident.id, isOn ? (resident.keyCareSince ?? day) : null, now());
    return granted({ on: String(isOn) });
  },
  async "end-wish"({ uow, resident, said }) {
    await parts.setWish(uow, resident.id, said("part"), null);
    return granted({ person: said("part") });
  },
  async wish({ uow, resident, said, day }) {
    const [person, wish] = [said("person"), said("wish")];
    if (!isUuid(person) || !(await isVisitorOf(uow, resident.areaCode, person, day))) return refuse("no-visitor-here");
    if (!among(["preferred", "never"], wish)) return refuse("wish-unknown");
    await parts.setWish(uow, resident.id, person, wish);
    return granted({ person, wish });
  },
};
