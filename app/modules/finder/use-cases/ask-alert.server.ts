import { addDays } from "date-fns";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { areasWritten } from "~/modules/catalog/use-cases/areas-named.server";
import type { City } from "~/modules/places/domain/city";
import { cityStandards } from "~/modules/places/use-cases/walking-ground.server";
import { now, today } from "~/platform/clock.server";
import { mailServer, publicOrigin } from "~/platform/environment.server";
import { formStamp, stampedForm, type OnceMore } from "~/platform/form-stamp.server";
import { newLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import type { GeoPoint } from "~/shared/geo-point";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { addAlert, keepLook, type AlertRow, type NewAlert } from "../data/alerts.server";
import { countedReach, readReach } from "../domain/reach";
import { alertProblems, lookAt, type AlertAsk, type AlertProblems } from "../domain/vacancy-alert";
import { alertKeeper } from "./alert-keeper.server";
import type { ContactArrival } from "./ask-facility.server";
import type { FacilityInCity } from "./at-facility.server";
import { putMessage } from "./put-message.server";
import { readPhone } from "./read-phone.server";
import { watchedClasses } from "./watched-classes.server";

const FORM = "alert.form";
export const alertStamp = (): string => formStamp(FORM);

export interface AlertAbout {
  readonly city: City;
  readonly facility: FacilityInCity["facility"] | null;
  /** where one lives, and the words for it; null = at one facility */
  readonly home: { readonly at: GeoPoint; readonly words: string } | null;
  readonly service: { readonly key: string; readonly isOfInfants: boolean; readonly walker: string; readonly line: string };
}

export type AlertRefusal = { readonly kind: "incomplete"; readonly problems: AlertProblems } | OnceMore | TryLater;

export interface AlertTaken {
  /** null = it goes by mail, and whoever opens the letter is who lives there */
  readonly secret: string | null;
}

/**
 * Takes an alert. With a mailbox nothing happens before the letter's link is opened; with a phone, or with nothing but the page
 * behind the link, the link is shown this once.
 */
export async function askAlert(
  about: AlertAbout,
  ask: AlertAsk,
  arrival: ContactArrival,
): Promise<Verdict<AlertTaken, AlertRefusal>> {
  const { city, facility, home, service } = about;
  const problems = alertProblems(ask, today(city.timeZone).slice(0, 7), service.isOfInfants, readPhone);
  const reach = ask.reach.trim() === "" ? null : readReach(ask.reach, readPhone);
  // Without a mail server nobody's mailbox can be shown to be theirs.
  const isMailUnsent = reach?.kind === "mail" && !mailServer();
  const all: AlertProblems = { ...problems, ...(isMailUnsent ? { reach: "reach-shape" as const } : {}) };
  if (Object.keys(all).length > 0) return refused({ kind: "incomplete", problems: all });
  const at = now();
  const form = stampedForm(FORM, arrival, at);
  if (form.kind === "once-more") return refused(form);
  const later = await takeTries([
    ["contact-address", arrival.address],
    ...(reach ? ([["contact-reach", countedReach(reach)]] as const) : []),
  ]);
  if (later) return refused(later);
  const areaCode = facility?.areaCode ?? (await communityOf(city, home?.words ?? ""));
  const secret = newLinkSecret();
  const byMail = reach?.kind === "mail";
  const { language } = arrival;
  const days = await inUnitOfWork(
    alertKeeper("alert"),
    async (uow) => (await cityStandards(uow, city.code, ["alert-days"]))[0]!.value,
  );
  const said = {
    ...{ reach, home: home?.at ?? null, place: home?.words ?? "", bornMonth: ask.bornMonth || null, startMonth: ask.startMonth },
    walker: service.walker,
  };
  const alert: NewAlert = {
    ...{ id: form.id, cityCode: city.code, areaCode, facilityId: facility?.id ?? null, serviceType: service.key, said, language },
    ...{ minutes: facility ? null : Number(ask.minutes), channel: reach?.kind ?? "page", secretHash: secretHash(secret) },
    ...{ askedAt: at, confirmedAt: byMail ? null : at, endsAt: addDays(at, days) },
  };
  const first = byMail ? null : await watchedClasses(city, { ...alert, endedAt: null });
  return inUnitOfWork<Verdict<AlertTaken, AlertRefusal>>(alertKeeper("alert"), async (uow) => {
    if (!(await addAlert(uow, alert))) return refused({ kind: "once-more", stamp: alertStamp() });
    if (first) await keepLook(uow, alert.id, lookAt(first, new Map(), true), { at, day: today(city.timeZone) });
    await recordAudit(uow, {
      ...{
        action: "take:vacancy-alert",
        subject: { kind: "vacancy-alert", id: alert.id },
        areaCode,
        line: service.line,
        result: "done",
      },
      facts: { channel: alert.channel },
    });
    if (byMail) await askToConfirm(uow, alert, service.line, secret);
    return granted({ secret: byMail ? null : secret });
  });
}

async function askToConfirm(
  uow: UnitOfWork,
  { id, cityCode, areaCode, language, said, askedAt }: NewAlert,
  line: string,
  secret: string,
) {
  const params = { link: `${publicOrigin() ?? ""}/my/alerts#${secret}` };
  const place = { cityCode, line, areaCode, facilityId: null, alertId: id, language };
  const message = { ...place, kind: "alert-confirm" as const, said: { to: said.reach!, params }, madeAt: askedAt, dueBy: null };
  await putMessage(uow, { ...message, onceKey: `alert-confirm:${id}` }, "letter-only");
}

/** The community some words mean, the city where they mean none or several. */
async function communityOf(city: City, words: string): Promise<string> {
  const found = words.trim() === "" ? [] : await areasWritten(city, words);
  return found.length === 1 ? found[0]!.code : city.code;
}

export type { AlertRow };
