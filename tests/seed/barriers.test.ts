import { expect, test } from "vitest";
import { barrierNetwork } from "~/modules/places/domain/barrier";
import { localPlane } from "~/modules/places/domain/local-plane";
import { distanceBetween } from "~/shared/geo-point";
import { crossingsAlong, DRAWN_BARRIERS, OLD_TOWN } from "../../seed/barriers";

test("every crossing lies on its own line", () => {
  const plane = localPlane(OLD_TOWN.centre.lon, OLD_TOWN.centre.lat);
  const drawn = DRAWN_BARRIERS.map((barrier) => ({ line: barrier.corners, crossings: crossingsAlong(barrier, [OLD_TOWN]) }));
  expect(barrierNetwork(plane, drawn).strayCrossings).toBe(0);
});

test("the railways have a crossing about every kilometre in town, the river three in all", () => {
  const [river, ...others] = DRAWN_BARRIERS;
  expect(crossingsAlong(river!, [OLD_TOWN])).toHaveLength(3);
  for (const railway of others.filter(({ kind }) => kind === "railway")) {
    const inTown = crossingsAlong(railway, [OLD_TOWN])
      .map(([lon, lat]) => ({ lon, lat }))
      .filter((at) => distanceBetween(at, OLD_TOWN.centre) < OLD_TOWN.radius - 1_500);
    const gaps = inTown.slice(1).map((at, i) => distanceBetween(at, inTown[i]!));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1_200);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(700);
  }
});
