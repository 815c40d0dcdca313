import { NO_ACCESS_FROM_BESIDE, NO_PRAM, NO_WHEELCHAIR, PRIVATE, STEPS } from "./street-use";

/**
 * Which ways of OpenStreetMap can be walked, and by whom. Follows the tagging the map's own wiki documents («OSM tags for
 * routing/Access restrictions», «Key:highway», «Key:barrier», «Key:wheelchair»); read in November 2026.
 */
export type Tags = Readonly<Record<string, string>>;

const WALKED = new Set([
  "footway",
  "path",
  "pedestrian",
  "steps",
  "living_street",
  "residential",
  "service",
  "unclassified",
  "tertiary",
  "tertiary_link",
  "secondary",
  "secondary_link",
  "primary",
  "primary_link",
  "road",
  "track",
  "corridor",
  "crossing",
  "platform",
  "cycleway",
  "bridleway",
]);
/** Walked only where a pavement or a permission is mapped. */
const WALKED_IF_SAID = new Set(["trunk", "trunk_link", "busway"]);
const MAY = new Set(["yes", "designated", "permissive", "official", "destination", "customers", "public"]);
/** For those who live there and their guests. */
const RESIDENTS = new Set(["private", "permit", "residents"]);
const MAY_NOT = new Set(["no", "military", "agricultural", "forestry", "delivery", "use_sidepath"]);
const PAVEMENT = new Set(["both", "left", "right", "yes"]);
const ROUGH = new Set(["sand", "mud", "rock", "pebblestone", "unhewn_cobblestone", "grass", "woodchips"]);
const ROUGH_FOR_WHEELS = new Set(["very_bad", "horrible", "very_horrible", "impassable"]);
const FOOT_STEEPER = new Set([
  "mountain_hiking",
  "demanding_mountain_hiking",
  "alpine_hiking",
  "demanding_alpine_hiking",
  "difficult_alpine_hiking",
]);

/** The marks of a walkable way (see `street-use`), or null where nobody walks. Ferries are no walk. */
export function wayMarks(tags: Tags): number | null {
  if (!isWalked(tags)) return null;
  const { surface, smoothness } = tags;
  const steps = tags["highway"] === "steps";
  const ramp = tags["ramp"] === "yes" || tags["ramp:stroller"] === "yes" || tags["ramp:wheelchair"] === "yes";
  const rough = (surface && ROUGH.has(surface)) || (smoothness && ROUGH_FOR_WHEELS.has(smoothness));
  let marks = 0;
  if (steps) marks |= STEPS;
  if (isPrivate(tags)) marks |= PRIVATE;
  if ((steps && !ramp) || rough || tags["stroller"] === "no") marks |= NO_PRAM;
  if (tags["wheelchair"] === "no" || (steps && tags["ramp:wheelchair"] !== "yes") || rough) marks |= NO_WHEELCHAIR;
  if (tags["wheelchair"] === "yes" || tags["wheelchair"] === "designated") marks &= ~(NO_WHEELCHAIR | NO_PRAM);
  const above = tags["bridge"] && tags["bridge"] !== "no";
  const below = tags["tunnel"] && tags["tunnel"] !== "no" && tags["tunnel"] !== "building_passage";
  if (above || below || tags["indoor"] === "yes" || tags["highway"] === "corridor") marks |= NO_ACCESS_FROM_BESIDE;
  return marks;
}

function isWalked(tags: Tags): boolean {
  const kind = tags["highway"] ?? platformKind(tags);
  if (kind === undefined) return false;
  const foot = tags["foot"];
  if (foot !== undefined && MAY_NOT.has(foot)) return false;
  const said = foot !== undefined && MAY.has(foot);
  const sidewalk = [tags["sidewalk"], tags["sidewalk:both"], tags["sidewalk:left"], tags["sidewalk:right"]];
  const pavement = sidewalk.some((side) => side !== undefined && PAVEMENT.has(side));
  if (tags["motorroad"] === "yes" && !said) return false;
  const scale = tags["sac_scale"];
  if (scale !== undefined && FOOT_STEEPER.has(scale)) return false;
  const access = tags["access"];
  if (access !== undefined && MAY_NOT.has(access) && !said && !isPrivate(tags)) return false;
  if (WALKED.has(kind)) return true;
  return WALKED_IF_SAID.has(kind) && (said || pavement);
}

/** What is said of walkers counts before what is said of everybody. */
const isPrivate = ({ foot = "", access = "" }: Tags): boolean => RESIDENTS.has(foot) || (RESIDENTS.has(access) && !MAY.has(foot));

const platformKind = (tags: Tags): string | undefined =>
  tags["railway"] === "platform" || tags["public_transport"] === "platform" || tags["man_made"] === "pier"
    ? "platform"
    : undefined;

/** A node nobody passes at all, as a mark of its own. */
export const CLOSED_NODE = 128;
const NEVER_PASSED = new Set(["wall", "fence", "hedge", "retaining_wall", "city_wall", "guard_rail", "ditch"]);
const NO_WHEELS = new Set(["stile", "turnstile", "kissing_gate", "full-height_turnstile", "hampshire_gate", "log", "debris"]);

/** The marks a node puts on the pieces of street beside it: gates that are locked, stiles, raised kerbs. */
export function nodeMarks(tags: Tags): number {
  const { barrier, foot, access, wheelchair, kerb } = tags;
  if (barrier === undefined && kerb === undefined) return 0;
  const said = foot !== undefined && MAY.has(foot);
  if (barrier !== undefined) {
    if (foot !== undefined && MAY_NOT.has(foot)) return CLOSED_NODE;
    if (!said && !isPrivate(tags) && access !== undefined && MAY_NOT.has(access)) return CLOSED_NODE;
    if (!said && (tags["locked"] === "yes" || NEVER_PASSED.has(barrier))) return CLOSED_NODE;
  }
  let marks = 0;
  if (barrier !== undefined && isPrivate(tags)) marks |= PRIVATE;
  if (barrier !== undefined && NO_WHEELS.has(barrier)) marks |= NO_PRAM | NO_WHEELCHAIR;
  if (barrier === "cycle_barrier") marks |= NO_WHEELCHAIR;
  if (kerb === "raised" || kerb === "regular") marks |= NO_WHEELCHAIR;
  if (wheelchair === "no") marks |= NO_WHEELCHAIR;
  if (wheelchair === "yes" || wheelchair === "designated") marks &= ~(NO_PRAM | NO_WHEELCHAIR);
  return marks;
}

/** Ground nobody walks over but by a street: water, railways, motorways. Their lines stop the walk off the street. */
export function isStop(tags: Tags): boolean {
  if (tags["tunnel"] && tags["tunnel"] !== "no") return false;
  if (tags["bridge"] && tags["bridge"] !== "no") return false;
  if (tags["location"] === "underground" || Number(tags["layer"] ?? 0) < 0) return false;
  const { waterway, railway, highway, natural, water } = tags;
  return (
    waterway === "river" ||
    waterway === "canal" ||
    waterway === "riverbank" ||
    natural === "water" ||
    natural === "coastline" ||
    water !== undefined ||
    railway === "rail" ||
    railway === "light_rail" ||
    highway === "motorway" ||
    highway === "motorway_link" ||
    (highway === "trunk" && !isWalked(tags))
  );
}
