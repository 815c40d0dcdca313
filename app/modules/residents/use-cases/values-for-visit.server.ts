import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { openedOf, openedPhone, visitRows, type VisitRow } from "../data/visit-values.server";
import { homePoint } from "../domain/home-position";

/** Of one resident, what whoever is sent to them must know. */
export interface ValuesForVisit {
  readonly card: Omit<VisitRow, "sealed" | "contacts" | "isPositionWithdrawn">;
  readonly address: string | null;
  readonly phone: string | null;
  readonly accessNote: string | null;
  readonly home: { readonly lat: number; readonly lng: number; readonly isExact: boolean } | null;
  readonly contacts: readonly {
    readonly id: string;
    readonly relation: string;
    readonly name: string;
    readonly phone: string | null;
  }[];
  /** values that stand here in full */
  readonly values: number;
}

/**
 * Everything a visit needs of these residents, opened. The caller has made sure that the visits are the actor's own, and puts every
 * resident on record as opened (`noteAssignedOpenings`) in the same transaction.
 */
export async function valuesForVisit(uow: UnitOfWork, ids: readonly string[], day: CalendarDay): Promise<ValuesForVisit[]> {
  if (ids.length === 0) return [];
  return (await visitRows(uow, ids, day)).map(({ ...row }) => {
    const at = row.isPositionWithdrawn ? null : homePoint(openedOf(row, "home-position") ?? "");
    const { sealed: _sealed, contacts, isPositionWithdrawn: _isWithdrawn, ...card } = row;
    const opened = {
      ...{ address: openedOf(row, "address"), phone: openedOf(row, "phone"), accessNote: openedOf(row, "access-note") },
      home: at && { lat: at.lat, lng: at.lon, isExact: row.positionQuality === "exact" },
      contacts: contacts.map((contact) => ({
        id: contact.id,
        relation: contact.relation,
        name: contact.name,
        phone: openedPhone(contact),
      })),
    };
    const said = [opened.address, opened.phone, opened.accessNote, opened.home, ...opened.contacts.map(({ phone }) => phone)];
    return { card, ...opened, values: said.filter((value) => value !== null).length };
  });
}
