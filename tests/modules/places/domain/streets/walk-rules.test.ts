import { expect, test } from "vitest";
import { NO_ACCESS_FROM_BESIDE, NO_PRAM, NO_WHEELCHAIR, PRIVATE, STEPS } from "~/modules/places/domain/streets/street-use";
import { CLOSED_NODE, isStop, nodeMarks, wayMarks, type Tags } from "~/modules/places/domain/streets/walk-rules";

const BESIDE = NO_ACCESS_FROM_BESIDE;
const WHEELS = NO_PRAM | NO_WHEELCHAIR;

const WAYS: readonly (readonly [string, Tags, number | null])[] = [
  ["a road", { highway: "residential" }, 0],
  ["a footway", { highway: "footway" }, 0],
  ["a main road", { highway: "primary" }, 0],
  ["a cycleway", { highway: "cycleway" }, 0],
  ["a platform", { railway: "platform" }, 0],
  ["a pier", { man_made: "pier" }, 0],
  ["a motorway", { highway: "motorway" }, null],
  ["a motorway's ramp", { highway: "motorway_link", foot: "no" }, null],
  ["an expressway", { highway: "trunk" }, null],
  ["an expressway with a pavement", { highway: "trunk", sidewalk: "both" }, 0],
  ["an expressway one may walk", { highway: "trunk", foot: "yes" }, 0],
  ["a road for motors only", { highway: "primary", motorroad: "yes" }, null],
  ["a road being built", { highway: "construction" }, null],
  ["a road that was planned", { highway: "proposed" }, null],
  ["a ferry", { route: "ferry", foot: "yes" }, null],
  ["a building", { building: "yes" }, null],
  ["a road of a compound", { highway: "service", access: "private" }, PRIVATE],
  ["a road for residents on foot, closed to all else", { highway: "service", access: "no", foot: "private" }, PRIVATE],
  ["steps of a compound", { highway: "steps", access: "permit" }, PRIVATE | STEPS | NO_PRAM | NO_WHEELCHAIR],
  ["a military road", { highway: "service", access: "military" }, null],
  ["a private road with a public path", { highway: "service", access: "private", foot: "yes" }, 0],
  ["a road for customers", { highway: "service", access: "customers" }, 0],
  ["a road for residents", { highway: "residential", access: "destination" }, 0],
  ["a path closed to walkers", { highway: "path", foot: "no" }, null],
  ["a road whose walkers have a path beside it", { highway: "secondary", foot: "use_sidepath" }, null],
  ["a mountain path", { highway: "path", sac_scale: "hiking" }, 0],
  ["a climb", { highway: "path", sac_scale: "demanding_mountain_hiking" }, null],
  ["steps", { highway: "steps" }, STEPS | WHEELS],
  ["steps with a ramp", { highway: "steps", ramp: "yes" }, STEPS | NO_WHEELCHAIR],
  ["steps with a ramp for prams", { highway: "steps", "ramp:stroller": "yes" }, STEPS | NO_WHEELCHAIR],
  ["steps with a ramp for wheelchairs", { highway: "steps", "ramp:wheelchair": "yes" }, STEPS],
  ["a way wheelchairs cannot use", { highway: "footway", wheelchair: "no" }, NO_WHEELCHAIR],
  ["sand", { highway: "path", surface: "sand" }, WHEELS],
  ["a broken road", { highway: "track", smoothness: "horrible" }, WHEELS],
  ["a broken road somebody passed in a wheelchair", { highway: "track", smoothness: "horrible", wheelchair: "yes" }, 0],
  ["a bridge", { highway: "footway", bridge: "yes" }, BESIDE],
  ["no bridge", { highway: "footway", bridge: "no" }, 0],
  ["a tunnel", { highway: "footway", tunnel: "yes" }, BESIDE],
  ["a passage under a house", { highway: "footway", tunnel: "building_passage" }, 0],
  ["a corridor", { highway: "corridor" }, BESIDE],
  ["steps in a station", { highway: "steps", indoor: "yes" }, STEPS | WHEELS | BESIDE],
];
test.each(WAYS)("%s", (_what, tags, marks) => expect(wayMarks(tags)).toBe(marks));

const NODES: readonly (readonly [string, Tags, number])[] = [
  ["a lamp", { highway: "street_lamp" }, 0],
  ["a bollard", { barrier: "bollard" }, 0],
  ["a gate", { barrier: "gate" }, 0],
  ["a locked gate", { barrier: "gate", locked: "yes" }, CLOSED_NODE],
  ["a gate of a compound", { barrier: "lift_gate", access: "private" }, PRIVATE],
  ["a gate of a compound that is locked", { barrier: "gate", access: "private", locked: "yes" }, CLOSED_NODE],
  ["a gate for nobody", { barrier: "gate", access: "no" }, CLOSED_NODE],
  ["a private gate with a way for walkers", { barrier: "gate", access: "private", foot: "yes" }, 0],
  ["a gate closed to walkers", { barrier: "gate", foot: "no" }, CLOSED_NODE],
  ["a wall", { barrier: "wall" }, CLOSED_NODE],
  ["a stile", { barrier: "stile" }, WHEELS],
  ["a cycle barrier", { barrier: "cycle_barrier" }, NO_WHEELCHAIR],
  ["a raised kerb", { kerb: "raised" }, NO_WHEELCHAIR],
  ["a lowered kerb", { kerb: "lowered" }, 0],
  ["a kerb drawn as a barrier", { barrier: "kerb", kerb: "flush" }, 0],
  ["a raised kerb a wheelchair passes", { kerb: "raised", wheelchair: "yes" }, 0],
];
test.each(NODES)("%s, as a node", (_what, tags, marks) => expect(nodeMarks(tags)).toBe(marks));

const STOPS: readonly (readonly [string, Tags, boolean])[] = [
  ["a river", { waterway: "river" }, true],
  ["a canal", { waterway: "canal" }, true],
  ["a ditch", { waterway: "ditch" }, false],
  ["a lake's shore", { natural: "water" }, true],
  ["a river in a pipe", { waterway: "river", tunnel: "culvert" }, false],
  ["an aqueduct", { waterway: "canal", bridge: "aqueduct" }, false],
  ["a railway", { railway: "rail" }, true],
  ["a railway below the ground", { railway: "rail", layer: "-2" }, false],
  ["a tram", { railway: "tram" }, false],
  ["a motorway", { highway: "motorway" }, true],
  ["a motorway on stilts", { highway: "motorway", bridge: "viaduct" }, false],
  ["an expressway nobody walks", { highway: "trunk" }, true],
  ["an expressway with a pavement beside it", { highway: "trunk", sidewalk: "right" }, false],
  ["a road", { highway: "primary" }, false],
];
test.each(STOPS)("%s stops the walk off the street: %o", (_what, tags, stops) => expect(isStop(tags)).toBe(stops));
