import { behindLink, lastFamilyReport, noteFamilyLook } from "~/modules/residents/use-cases/behind-contact-link.server";
import { surnameOf } from "~/modules/residents/domain/contact-link";
import { publicDutyPhone } from "~/modules/work-orders/use-cases/duty-for-families.server";
import { dayOf, now } from "~/platform/clock.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { familyFacts } from "../data/family-facts.server";
import { familyState, type ToldState } from "../domain/family-state";

/** All that the page of a contact holds: no full name, no address, nothing that was found. */
export interface FamilyView extends ToldState {
  readonly surname: string;
  readonly sex: "female" | "male" | "unknown";
  readonly lastSeenOn: CalendarDay | null;
  readonly today: CalendarDay;
  readonly report: {
    readonly kind: "in-hospital" | "away";
    readonly fromOn: CalendarDay;
    readonly untilOn: CalendarDay | null;
    /** nobody has verified it yet */
    readonly isWaiting: boolean;
  } | null;
  /** the office on duty there; null = none is said */
  readonly phone: string | null;
}

/** What a contact sees by their link; null where it opens nothing at this moment. */
export async function familyView(secret: string): Promise<FamilyView | null> {
  const found = await behindLink(secret, async (uow, holder) => {
    await noteFamilyLook(uow, holder);
    const today = dayOf(now(), holder.timeZone);
    const facts = await familyFacts(uow, holder, today);
    const report = await lastFamilyReport(uow, holder.linkId);
    return {
      ...{ ...familyState(facts, today), surname: surnameOf(holder.name), sex: holder.sex, lastSeenOn: facts.lastSeenOn, today },
      report: report && {
        ...{ kind: report.kind, fromOn: report.fromOn, untilOn: report.untilOn },
        isWaiting: facts.isReportOpen && (report.untilOn === null || report.untilOn >= today),
      },
      areaCode: holder.areaCode,
    };
  });
  if (!found) return null;
  // Another question to the database: never within the transaction, or strangers could hold every connection.
  const { areaCode, ...told } = found;
  return { ...told, phone: await publicDutyPhone(areaCode) };
}
