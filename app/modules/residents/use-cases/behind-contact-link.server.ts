import { addDays } from "date-fns";
import { recordAudit } from "~/modules/accounts/use-cases/record-audit.server";
import { systemActor } from "~/modules/accounts/use-cases/system-actor.server";
import { takeTries, triesHeld } from "~/modules/accounts/use-cases/count-tries.server";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { dayOf, now } from "~/platform/clock.server";
import { isLinkSecret, secretHash } from "~/platform/one-time-secret.server";
import { inUnitOfWork, type UnitOfWork } from "~/platform/unit-of-work.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { granted, refused, type Verdict } from "~/shared/verdict";
import * as links from "../data/contact-links.server";
import { isReportKind, LONGEST_REPORT_DAYS } from "../domain/contact-link";

const READER = systemActor("contact-link");

/** Whom a secret leads to at this moment, in a unit of work that sees them; null where it opens nothing. */
export const behindLink = <T>(
  secret: string,
  read: (uow: UnitOfWork, holder: links.LinkHolder) => Promise<T>,
): Promise<T | null> =>
  isLinkSecret(secret)
    ? inUnitOfWork(READER, async (uow) => {
        const holder = await links.holderOfLink(uow, secretHash(secret), now());
        return holder && read(uow, holder);
      })
    : Promise.resolve(null);

export const lastFamilyReport = links.lastReportOf;

/** Comes in by a link: each opening is on record; a link that opens nothing costs its address a try. */
export async function openContactLink(
  secret: string,
  address: string,
): Promise<Verdict<null, TryLater | { readonly kind: "link-unknown" }>> {
  const counted = [["family-link", address]] as const;
  const later = await takeTries(counted);
  if (later) return refused(later);
  const opened = await behindLink(secret, async (uow, holder) => {
    await links.noteLinkUsed(uow, holder.linkId, now());
    await triesHeld(uow, counted);
    await recordLook(uow, holder);
    return true;
  });
  return opened ? granted(null) : refused({ kind: "link-unknown" });
}

const recordLook = (uow: UnitOfWork, { residentId, areaCode, line, linkId }: links.LinkHolder) =>
  recordAudit(uow, {
    ...{ action: "open:contact-link", subject: { kind: "resident", id: residentId }, areaCode, line, result: "done" },
    facts: { link: linkId },
  });

/** Each look is on record, once an hour a link: the page may lie open in a pocket for half a day. */
export async function noteFamilyLook(uow: UnitOfWork, holder: links.LinkHolder): Promise<void> {
  if (await links.noteLook(uow, holder.linkId, now())) await recordLook(uow, holder);
}

export interface ReportRefusal {
  readonly kind: "link-unknown" | "report-kind" | "report-until";
}

/** 住院 or 外出, as the contact says it: it waits to be verified, and changes nobody's file. */
export async function reportByFamily(
  secret: string,
  kind: string,
  until: string,
): Promise<Verdict<null, ReportRefusal | TryLater>> {
  const whose = await behindLink(secret, (_uow, holder) => Promise.resolve(holder));
  if (!whose) return refused({ kind: "link-unknown" });
  if (!isReportKind(kind)) return refused({ kind: "report-kind" });
  const [at, untilOn] = [now(), until.trim() || null];
  const [fromOn, latest] = [at, addDays(at, LONGEST_REPORT_DAYS)].map((day) => dayOf(day, whose.timeZone)) as [string, string];
  const isKnown = untilOn === null ? kind === "in-hospital" : isCalendarDay(untilOn) && untilOn >= fromOn && untilOn <= latest;
  if (!isKnown) return refused({ kind: "report-until" });
  const later = await takeTries([["family-report", whose.linkId]]);
  if (later) return refused(later);
  const done = await behindLink<Verdict<null, ReportRefusal>>(secret, async (uow, holder) => {
    const report = await links.addFamilyReport(uow, holder, { kind, fromOn, untilOn, at });
    await recordAudit(uow, {
      ...{ action: "report:family", subject: { kind: "resident", id: holder.residentId }, areaCode: holder.areaCode },
      ...{ line: holder.line, result: "done", facts: { report, link: holder.linkId } },
    });
    return granted(null);
  });
  return done ?? refused({ kind: "link-unknown" });
}
