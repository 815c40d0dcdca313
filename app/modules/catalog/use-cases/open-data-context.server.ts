import { TZDate } from "@date-fns/tz";
import { format } from "date-fns";
import { v5 as keyOfName } from "uuid";
import type { City } from "~/modules/places/domain/city";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { dayOf, now } from "~/platform/clock.server";
import { openDataLicence, publicOrigin } from "~/platform/environment.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import { readOpenFacilities } from "../data/open-data-records.server";
import { monthAfter, type VacancyMonth } from "../domain/vacancy";
import type { HsdsContext, OpenWords } from "../domain/hsds-record";
import { OPEN_DATA_METHOD } from "../domain/open-data-method";
import type { MonthVacancy, OpenFacility } from "../domain/open-facility";
import { registryOf } from "./registry-of-city.server";
import { vacanciesOf } from "./vacancies-of.server";

/** Names of what has no key of its own on record become keys by this, the same ones for ever. */
const OURS = "4f1a9a6e-6c1b-5b0e-9d0e-5a9b1f0c7d21";

/** Who reads: in what words, from which address, at which moment. */
export interface OpenReader {
  readonly words: OpenWords;
  readonly origin: string;
  readonly now: Date;
}

/** Addresses are those people type: the one the machine's owner named, else the one that was asked. */
export const openReader = (request: Request, words: OpenWords): OpenReader => ({
  ...{ words, origin: publicOrigin() ?? new URL(request.url).origin, now: now() },
});

/** What lies within a walk that was asked for, nearest first. */
export interface OpenWalk {
  readonly minutesOf: ReadonlyMap<string, number>;
  /** the facility by the key of the offering */
  readonly facilityOf: ReadonlyMap<string, string>;
  readonly walker: string;
  readonly minutes: number;
  readonly method: string;
  readonly isCut: boolean;
}

export async function hsdsContext(
  uow: UnitOfWork,
  city: City,
  { words, origin, now: at }: OpenReader,
  walk: OpenWalk | null = null,
): Promise<HsdsContext> {
  const { types, kinds } = await registryOf(uow, city);
  return {
    city: { code: city.code, nameZh: city.nameZh, timeZone: city.timeZone, demo: city.isDemo ? DEMO_MARK : null },
    day: dayOf(at, city.timeZone),
    offset: format(new TZDate(at.getTime(), city.timeZone), "xxx"),
    types: new Map(types.map((type) => [type.key, type])),
    kinds: new Map(kinds.map((kind) => [kind.key, kind])),
    walks: walk?.minutesOf ?? null,
    ...{ words, origin, keyOf: (name: string) => keyOfName(name, OURS) },
  };
}

/** Of when, whose and how: what every list and file bears. */
export function basisOf(city: City, at: Date, walk: OpenWalk | null = null) {
  const licence = openDataLicence();
  return {
    city: { code: city.code, name: { zh: city.nameZh, en: city.nameEn } },
    date: dayOf(at, city.timeZone),
    demo: city.isDemo ? DEMO_MARK : null,
    method: OPEN_DATA_METHOD,
    licence: {
      name: licence
        ? { zh: licence.name, en: licence.name }
        : {
            zh: "未声明许可，再使用前请联系本系统的运营单位",
            en: "No licence is stated: ask whoever runs this installation before reuse",
          },
      url: licence?.url ?? null,
    },
    ...(walk ? { walk: { walker: walk.walker, minutes: walk.minutes, method: walk.method, cut: walk.isCut } } : {}),
  };
}

/** Facilities with the vacancies of some of their offerings, month by month from the first. */
export async function withVacancies(
  uow: UnitOfWork,
  cityCode: string,
  ids: readonly string[],
  {
    startMonth,
    months,
    offerings,
  }: { startMonth: VacancyMonth; months: number; offerings: ReadonlySet<string> | "all" | "none" },
  at: Date,
): Promise<Map<string, OpenFacility>> {
  const read = await readOpenFacilities(uow, cityCode, ids, at);
  const isAsked = (id: string | null) => offerings === "all" || (offerings !== "none" && id !== null && offerings.has(id));
  const classIds = [...read.values()].flatMap(({ record }) =>
    record.offerings.filter(({ id }) => isAsked(id)).flatMap(({ classes }) => classes.flatMap(({ id }) => id ?? [])),
  );
  const said = new Map<string, MonthVacancy[]>(classIds.map((id) => [id, []]));
  for (let ahead = 0; ahead < months && classIds.length > 0; ahead++) {
    const month = monthAfter(startMonth, ahead);
    for (const [id, vacancy] of await vacanciesOf(uow, classIds, month, at)) said.get(id)?.push({ startMonth: month, vacancy });
  }
  return new Map([...read].map(([id, facility]) => [id, { ...facility, vacancies: said }]));
}
