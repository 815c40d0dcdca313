import type { Actor } from "~/modules/accounts/domain/actor";
import { isLineOrAll } from "~/modules/accounts/domain/line";
import { openSensitive, type OpeningRefusal, type OpeningWish } from "~/modules/accounts/use-cases/open-sensitive.server";
import type { City } from "~/modules/places/domain/city";
import type { Verdict } from "~/shared/verdict";
import { findFacility } from "../data/facility-record.server";
import { openContact } from "../data/sealed-contacts.server";

/** A contact as a page showed it: the nth of a version of its facility. */
export interface ContactAsked {
  readonly nth: number;
  readonly version: number;
}

/** Opens the number of a contact that is not public, for a reason that goes on record. */
export const openFacilityContact = (
  actor: Actor,
  city: City,
  facilityId: string,
  { nth, version }: ContactAsked,
  wish: OpeningWish,
): Promise<Verdict<string, OpeningRefusal>> =>
  openSensitive(
    actor,
    {
      ...{ kind: "facility", id: facilityId, field: "private-contact", permission: "read:private-contacts" },
      async find(uow) {
        const facility = await findFacility(uow, city.code, facilityId);
        const open = facility?.version === version ? openContact(facility, nth) : null;
        if (!facility || !open) return null;
        return { areaCode: facility.areaCode ?? city.code, line: isLineOrAll(facility.line) ? facility.line : "", open };
      },
    },
    wish,
  );
