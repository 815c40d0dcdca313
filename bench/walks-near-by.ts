import { NO_BARRIERS } from "~/modules/places/domain/barrier";
import { detourFromWalks } from "~/modules/places/domain/detour-from-walks";
import type { DetourIndex } from "~/modules/places/domain/detour-index";
import { fromPlane } from "~/modules/places/domain/local-plane";
import { sampledWalks } from "~/modules/places/domain/sampled-walk";
import { BoundedSearch } from "~/modules/places/domain/streets/bounded-search";
import type { WalkingView } from "~/modules/places/domain/streets/walking-view";
import { seededRandom } from "~/shared/seeded-random";

const GLOBAL = 1.3;

/** Walks between corners up to a kilometre from a place, as somebody with a wheel would measure them. */
export class WalksNearBy {
  private readonly search: BoundedSearch;
  private readonly chance = seededRandom(7);

  constructor(private readonly view: WalkingView) {
    this.search = new BoundedSearch(view, 15_000);
  }

  indexAt(x: number, y: number, count: number): DetourIndex {
    const { plane, x: xs, y: ys } = this.view.graph;
    const near = Array.from(xs.keys()).filter((i) => Math.hypot(xs[i]! / 10 - x, ys[i]! / 10 - y) <= 1_000);
    const place = (i: number) => {
      const [lon, lat] = fromPlane(plane, xs[i]! / 10, ys[i]! / 10);
      return { lon, lat };
    };
    const any = () => near[Math.floor(this.chance() * near.length)]!;
    const walks: { from: ReturnType<typeof place>; to: ReturnType<typeof place>; metres: number }[] = [];
    for (let tries = 0; walks.length < count && tries < 100 * count; tries++) {
      const from = any();
      this.search.begin(15_000);
      this.search.seed(from, 0);
      this.search.run();
      const reached = new Set(this.search.settled.subarray(0, this.search.count));
      const to = [any(), any(), any()].find((i) => reached.has(i) && this.search.cost[i]! >= 3_000);
      if (to !== undefined) walks.push({ from: place(from), to: place(to), metres: this.search.cost[to]! / 10 });
    }
    const site = { x: Float64Array.of(x), y: Float64Array.of(y) };
    return detourFromWalks(plane, sampledWalks(walks), site, NO_BARRIERS, GLOBAL)[0]!;
  }
}
