import { countFacilities } from "~/modules/catalog/use-cases/count-facilities.server";
import type { City } from "~/modules/places/domain/city";
import { today } from "~/platform/clock.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { cityFigures } from "../domain/area-figures";
import type { OwnConditions } from "../domain/read-query";
import { answerCoverage } from "./answer-coverage.server";
import { askedCoverage } from "./asked-coverage.server";

/** The question behind the third figure. */
const MEALS_ON_FOOT = { types: ["meals"], group: "75plus", walker: "elder-75-84", minutes: "15" } as const;

export interface CityAtAGlance {
  readonly date: CalendarDay;
  readonly elderCareFacilities: number;
  readonly servicePoints: number;
  /** people of 75+ within 15 minutes' walk of a meal point; null = cannot be said */
  readonly reachingMeals: { readonly share: number; readonly beyond: number } | null;
  /** the third figure's question as an address: the map shows the same number */
  readonly question: string;
}

/** Three figures of today that the first page opens with. */
export async function cityAtAGlance(city: City, leaving?: AbortSignal): Promise<CityAtAGlance> {
  const date = today(city.timeZone);
  const [counts, asked] = await Promise.all([countFacilities(city, date), askedCoverage(city.code, { ...MEALS_ON_FOOT, date })]);
  const answer = asked.ok ? await answerCoverage(asked.value.ground, asked.value.query, date, leaving) : null;
  const figures = answer && cityFigures(answer);
  return {
    question: asked.ok ? addressOf(asked.value.own) : "",
    date,
    elderCareFacilities: counts.facilities.bySector["elder-care"]?.total ?? 0,
    servicePoints: counts.servicePoints.total,
    reachingMeals:
      figures && figures.share !== null && figures.beyond !== null ? { share: figures.share, beyond: figures.beyond } : null,
  };
}

/** What the service says by itself is left unsaid, so that another service chosen there brings its own. */
function addressOf(own: OwnConditions): string {
  const { types, group, walker, minutes } = MEALS_ON_FOOT;
  const isOwnLimit = own.limit.by === "minutes" && own.limit.minutes === Number(minutes);
  return new URLSearchParams({
    types: types.join(","),
    ...(own.group === group ? {} : { group }),
    ...(own.walker === walker ? {} : { walker }),
    ...(isOwnLimit ? {} : { minutes }),
  }).toString();
}
