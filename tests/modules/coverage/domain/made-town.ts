import { fromPlane, localPlane } from "~/modules/places/domain/local-plane";
import type { Streets } from "~/modules/places/domain/reach";
import { buildStreetGraph } from "~/modules/places/domain/streets/build-street-graph";
import { walkingView } from "~/modules/places/domain/streets/walking-view";

const PLANE = localPlane(113.65, 34.76);
const SIDE = 21;
const BLOCK = 100;

/** A town of square blocks of 100 m, 2 km wide. */
function squareTown() {
  const nodes = Array.from({ length: SIDE * SIDE }, (_, i) =>
    fromPlane(PLANE, ((i % SIDE) - 10) * BLOCK, (Math.floor(i / SIDE) - 10) * BLOCK),
  );
  const along = (row: number) => Array.from({ length: SIDE }, (_, i) => row * SIDE + i);
  const across = (column: number) => Array.from({ length: SIDE }, (_, i) => i * SIDE + column);
  const ways = Array.from({ length: SIDE }, (_, i) => [along(i), across(i)]).flat();
  return buildStreetGraph(PLANE, {
    lon: Float64Array.from(nodes, ([lon]) => lon),
    lat: Float64Array.from(nodes, ([, lat]) => lat),
    nodeMarks: new Uint8Array(nodes.length),
    wayStart: Int32Array.from({ length: ways.length + 1 }, (_, i) => i * SIDE),
    refs: Int32Array.from(ways.flat()),
    wayMarks: new Uint8Array(ways.length),
    stopStart: Int32Array.of(0),
    stopRefs: new Int32Array(0),
  });
}

/** The same as somebody on foot meets it. */
export const madeTown = (): Streets => ({
  view: walkingView(squareTown(), { movement: "foot", stepsFactor: 1, offStreetFactor: 1 }),
  snap: 300,
});
