import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import type { City } from "~/modules/places/domain/city";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import { findArea, outlineAround, type AreaChoice } from "../data/area-look-up.server";
import { findFacility } from "../data/facility-record.server";
import { listPhotos, type PhotoRow } from "../data/photos.server";
import { listRevisions } from "../data/revisions.server";
import { maskedFacility } from "../data/sealed-contacts.server";
import { positionWarnings, type PositionWarning } from "../domain/declared-position";
import type { Facility } from "../domain/facility";
import { fieldDifferences, type FieldDifference } from "../domain/field-differences";
import { mayReadCatalog } from "./may-read-catalog.server";

export interface PastChange {
  readonly id: string;
  readonly version: number;
  readonly cause: string;
  /** UTC instant, ISO */
  readonly at: string;
  readonly personName: string | null;
  readonly differences: readonly FieldDifference[];
}

export interface FacilityFile {
  readonly facility: Facility;
  readonly area: AreaChoice | null;
  readonly photos: readonly PhotoRow[];
  /** null where it is not for the reader: it names staff and tells what contacts were */
  readonly history: readonly PastChange[] | null;
  readonly warnings: readonly PositionWarning[];
}

/**
 * Everything on record about one facility; null where the city has none of that key. Contacts that are not public, masked,
 * and the history that would tell of them, go to those only whose work they are.
 */
export async function readFacility(actor: Actor, city: City, id: string): Promise<FacilityFile | null> {
  if (!/^[0-9a-f-]{36}$/.test(id) || !mayReadCatalog(actor, city.code)) return null;
  const seesPrivate = mayIn(actor, "read:private-contacts", city.code);
  return inUnitOfWork(actor, async (uow) => {
    const facility = await findFacility(uow, city.code, id);
    if (!facility) return null;
    const { areaCode, position } = facility;
    const revisions = seesPrivate ? await listRevisions(uow, id) : null;
    const outline = areaCode && position ? await outlineAround(uow, city.code, areaCode) : null;
    return {
      facility: seesPrivate
        ? maskedFacility(facility)
        : { ...facility, contacts: facility.contacts.filter(({ isPublic }) => isPublic) },
      area: areaCode === null ? null : await findArea(uow, city.code, areaCode),
      photos: await listPhotos(uow, id),
      warnings: position ? positionWarnings(position, outline, city.bounds) : [],
      history:
        revisions &&
        revisions.map(({ before, after, at, ...change }) => ({
          ...change,
          at: at.toISOString(),
          differences: before === null ? [] : fieldDifferences(before, after),
        })),
    };
  });
}
