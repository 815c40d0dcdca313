import type { Actor } from "~/modules/accounts/domain/actor";
import { isLineOrAll } from "~/modules/accounts/domain/line";
import { type Granted, mayIn, maySomewhereIn } from "~/modules/accounts/domain/may";
import { areaOf, type MayWrite } from "../domain/within-reach";
import type { Facility } from "../domain/facility";

/** What holds for a whole city (its types, kinds and operators) is written by planners of the whole city. */
export const mayWriteCatalog = (actor: Actor, cityCode: string): boolean => mayIn(actor, "write:catalog", cityCode);

/** Planners of a district or street write the facilities of their own part: here, anything of this city at all. */
export const maySomewhereWrite = (actor: Actor, cityCode: string): boolean => maySomewhereIn(actor, "write:catalog", cityCode);

/** In which areas and lines somebody writes. A line nobody knows is for those who hold every line. */
export const reachOf =
  (actor: Granted): MayWrite =>
  (areaCode, line) =>
    mayIn(actor, "write:catalog", areaCode, isLineOrAll(line) ? line : "");

/** Whether the site itself is theirs to change: its name, place, life and pictures. */
export const mayWriteSite = (actor: Actor, facility: Pick<Facility, "areaCode" | "cityCode" | "line">): boolean =>
  reachOf(actor)(areaOf(facility), facility.line);

/** Whether anything about a facility is theirs to change: the site, or what their line offers there. */
export const mayTouch = (actor: Actor, facility: Pick<Facility, "areaCode" | "cityCode">): boolean =>
  mayIn(actor, "write:catalog", areaOf(facility));

/** For a page that changes something: whoever may change nothing there is told so before they type. */
export function requireTouch(actor: Actor, facility: Pick<Facility, "areaCode" | "cityCode">): void {
  if (mayTouch(actor, facility)) return;
  throw Response.json({ refusal: "not-permitted", permission: "write:catalog", role: actor.role }, { status: 403 });
}
