import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { cityBounds, findArea } from "../data/area-look-up.server";
import { operatorOnRecord } from "../data/operators.server";
import { listFacilityKinds, listServiceTypes } from "../data/registry.server";
import type { DraftContext } from "../domain/check-facility";
import type { Position } from "../domain/facility";
import type { FacilityDraft } from "../domain/facility-draft";
import type { StatePeriod } from "../domain/life-cycle";
import { LINES } from "~/shared/line";

interface Said {
  readonly id: string | null;
  /** the position on record */
  readonly position?: Position | null;
  readonly changesOperatorKind?: boolean;
  readonly isFarMeant?: boolean;
}

/** What a draft is checked against: the city's registry and gazetteer, and the life its offerings must lie in. */
export async function draftContext(
  uow: UnitOfWork,
  cityCode: string,
  draft: FacilityDraft,
  effectiveOn: CalendarDay,
  life: readonly StatePeriod[],
  { id, position = null, changesOperatorKind = false, isFarMeant = false }: Said,
): Promise<DraftContext> {
  const [kinds, types] = [await listFacilityKinds(uow, cityCode), await listServiceTypes(uow, cityCode)];
  const area = draft.areaCode === null ? null : await findArea(uow, cityCode, draft.areaCode);
  return {
    kindKeys: kinds.map((kind) => kind.key),
    serviceTypes: types.map((type) => type.key),
    lines: LINES,
    areaIsKnown: area !== null,
    operator: draft.operator && (await operatorOnRecord(uow, cityCode, draft.operator.name, id === null ? [] : [id])),
    changesOperatorKind,
    cityBounds: isSamePlace(position, draft.position) ? null : await cityBounds(uow, cityCode),
    isFarMeant,
    ...{ effectiveOn, life },
  };
}

const isSamePlace = (a: Position | null, b: Position | null): boolean => a !== null && a.lon === b?.lon && a.lat === b.lat;
