import fc from "fast-check";
import { expect, test } from "vitest";
import type { Grant } from "~/modules/accounts/domain/grant";
import { actorOf } from "~/modules/accounts/domain/actor";
import { LINES } from "~/shared/line";
import type { Facility, Offering } from "~/modules/catalog/domain/facility";
import { beyondOwn } from "~/modules/catalog/domain/within-reach";
import { reachOf } from "~/modules/catalog/use-cases/may-write-catalog.server";

const AREAS = ["4101", "410105", "410105001", "410105001001", "410106", "410106002", "4102", "410205"];
const ROLES = ["planner", "supervisor", "overseer", "administrator", "operator"] as const;
const area = fc.constantFrom(...AREAS);
const line = fc.constantFrom(...LINES);
const grant: fc.Arbitrary<Grant> = fc.record({
  role: fc.constantFrom(...ROLES),
  line: fc.constantFrom("" as const, ...LINES),
  areaCode: fc.constantFrom("", ...AREAS),
});

const offering = (serviceType: string, from = "2024-01-01"): Offering => ({ id: null, serviceType, from, to: null, classes: [] });
const facility = (over: Partial<Facility>): Facility =>
  ({
    id: "f",
    cityCode: "4101",
    name: "示例",
    areaCode: "410105",
    line: "civil-affairs",
    offerings: [],
    version: 1,
    ...over,
  }) as Facility;

/** Types are named by their line here. */
const lineOfType = (type: string) => type;
/** The rule in one sentence, said another way: a planner's grant whose code begins the area's, of that line or of all. */
const covered = (grants: readonly Grant[], areaCode: string, ofLine: string) =>
  grants.some(
    (one) => one.role === "planner" && areaCode.indexOf(one.areaCode) === 0 && (one.line === "" || one.line === ofLine),
  );
const actorWith = (grants: readonly Grant[]) =>
  actorOf({ personId: "00000000-0000-7000-8000-000000000001", name: "示例" }, [...grants]);

test("for any grants and any area a new facility is theirs exactly where a planner's grant covers area and line", () => {
  fc.assert(
    fc.property(
      fc.array(grant, { minLength: 1, maxLength: 4 }),
      area,
      line,
      fc.uniqueArray(line),
      (grants, areaCode, own, offered) => {
        const actor = actorWith(grants)!;
        const made = facility({
          areaCode,
          cityCode: areaCode.slice(0, 4),
          line: own,
          offerings: offered.map((one) => offering(one)),
        });
        const isTheirs = [own, ...offered].every((one) => covered(grants, areaCode, one));
        expect(beyondOwn(null, made, lineOfType, reachOf(actor)) === null).toBe(isTheirs);
      },
    ),
  );
});

test("for any grants an edit is theirs exactly where each thing it changes is, before and after", () => {
  fc.assert(
    fc.property(
      ...([fc.array(grant, { minLength: 1, maxLength: 4 }), area, area, line, line, fc.boolean(), fc.uniqueArray(line)] as const),
      (grants, from, to, own, other, renamed, changed) => {
        const actor = actorWith(grants)!;
        const before = facility({ areaCode: from, line: own, offerings: LINES.map((one) => offering(one)) });
        const moved = { areaCode: to, line: other, name: renamed ? "新名" : before.name };
        const offerings = LINES.map((one) => offering(one, changed.includes(one) ? "2025-01-01" : "2024-01-01"));
        const isFace = renamed || from !== to || own !== other;
        const things = (at: string, site: string) => [...(isFace ? [[at, site]] : []), ...changed.map((one) => [at, one])];
        const touched = [...things(from, isFace ? own : own), ...things(to, other)];
        // The site's line before and after must both be theirs, in the area before and after.
        const sites = isFace
          ? [from, to].flatMap((at) => [
              [at, own],
              [at, other],
            ])
          : [];
        const isTheirs = [...touched, ...sites].every(([at, one]) => covered(grants, at!, one!));
        const found = beyondOwn(before, facility({ ...moved, offerings }), lineOfType, reachOf(actor));
        expect(found === null).toBe(isTheirs);
      },
    ),
  );
});

test("what lies beyond is named by area and line", () => {
  const health = actorWith([{ role: "planner", line: "health", areaCode: "410105" }])!;
  const shared = facility({ offerings: [offering("health"), offering("civil-affairs")] });
  const own = { ...shared, offerings: [offering("health", "2025-01-01"), offering("civil-affairs")] };
  const others = { ...shared, offerings: [offering("health"), offering("civil-affairs", "2025-01-01")] };
  expect(beyondOwn(shared, own, lineOfType, reachOf(health))).toBeNull();
  const beyond = { kind: "beyond-own", areaCode: "410105", line: "civil-affairs" };
  expect(beyondOwn(shared, others, lineOfType, reachOf(health))).toEqual(beyond);
  expect(beyondOwn(shared, { ...shared, name: "改名" }, lineOfType, reachOf(health))).toEqual(beyond);
});
