import { DEMO_MARK } from "~/modules/places/domain/city";
import { figuresOfLevel } from "../domain/area-figures";
import type { CoverageAnswer } from "./answer-coverage.server";
import { gapsOf } from "./coverage-page.server";

/** What the map draws as symbols and hatched discs, as JSON text. Sizes are relative to the largest capacity. */
export function coveragePlaces(answer: CoverageAnswer): string {
  const { ground, sites, coming, query } = answer;
  const all = [...sites, ...coming];
  const largest = Math.max(1, ...all.map((site) => site.licensed ?? 0));
  const order = ground.types.map((type) => type.key).filter((key) => query.types.includes(key));
  return JSON.stringify({
    demo: ground.isDemo ? DEMO_MARK : null,
    date: query.date,
    shares: ground.outlineLevel
      ? figuresOfLevel(answer, ground.outlineLevel).map(({ code, share, shareKind }) => ({
          code,
          share,
          kind: shareKind,
        }))
      : [],
    points: all
      .filter((site) => site.lon !== null)
      .map((site) => ({
        id: site.id,
        lon: site.lon,
        lat: site.lat,
        type: order.find((key) => site.types.includes(key)) ?? site.types[0],
        name: site.name,
        planned: site.state !== "operating",
        size: Math.round(100 * Math.sqrt((site.licensed ?? 0) / largest)) / 100,
      })),
    gaps: gapsOf(answer).map((gap) => {
      const area = ground.areas[answer.demandRows[gap.row]!]!;
      return {
        id: area.code,
        lon: area.lon,
        lat: area.lat,
        people: gap.people,
        /** people × minutes beyond the limit, in limits: as many people as would weigh the same at twice the limit */
        weight: Math.round(gap.weight / answer.result.limitMinutes),
        minutes: gap.minutes && Math.round(gap.minutes),
        name: area.name,
      };
    }),
    barriers: {
      type: "FeatureCollection",
      features: ground.barriers.map(({ line, nameZh, nameEn, quality }) => ({
        type: "Feature",
        properties: { nameZh, nameEn, quality },
        geometry: { type: "LineString", coordinates: line },
      })),
    },
  });
}
