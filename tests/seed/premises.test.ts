import { expect, test } from "vitest";
import { stepTaken, type Standing } from "~/modules/siting/domain/premises/premises-stage";
import { demoCity } from "../../seed/demo-city";
import { demoPlaces } from "../../seed/demo-places";
import { toGround } from "../../seed/district-ground";
import { HOW_MANY_PREMISES, premisesRows } from "../../seed/premises";
import { readSources } from "../../seed/read-sources";

const sources = readSources("seed/zhengzhou");
const places = demoPlaces(sources);
const { siteProposal, siteProposalStep } = premisesRows(places);

test("the demo's idle premises are made, say so, name nobody, and are the same each time", () => {
  expect(siteProposal).toHaveLength(HOW_MANY_PREMISES);
  expect(premisesRows(places)).toEqual({ siteProposal, siteProposalStep });
  expect(demoCity(sources, places)).toMatchObject({ siteProposal, siteProposalStep });
  expect(new Set(siteProposal.map(({ id }) => id)).size).toBe(HOW_MANY_PREMISES);
  for (const row of siteProposal) {
    expect(row.name).toMatch(/^示例/);
    expect(row.address).toMatch(/^示例路.*虚构/);
    expect(row.note).toContain("演示数据");
    expect(row).not.toHaveProperty("contactCipher");
    expect(row.lon === null).toBe(row.positionQuality === "unplaced");
  }
});

test("each lies in the district it is named after", () => {
  const placed = siteProposal.filter(({ lon }) => lon !== null);
  const astray = placed.filter(({ areaCode, lon, lat }) => {
    const { ground } = places.districts.find(({ area }) => areaCode.startsWith(area.code))!;
    return !ground.holds(...toGround(ground, { lon: lon!, lat: lat! }));
  });
  expect(astray.map(({ name }) => name)).toEqual([]);
});

test("each has a way that could be walked, and siting finds many that are placed and not given up", () => {
  const ways = new Map(siteProposal.map(({ id }) => [id, siteProposalStep.filter(({ proposalId }) => proposalId === id)]));
  for (const [first, ...rest] of ways.values()) {
    let at: Standing = { ...first!, on: first!.onDay, stage: first!.stage as Standing["stage"] };
    expect(at.number).toBe(1);
    for (const { onDay, ...step } of rest) {
      const taken = stepTaken(at, { ...step, on: onDay, stage: step.stage as Standing["stage"] }, "person", "2025-12-31");
      if (!taken.ok) return expect.unreachable(taken.refusal.kind);
      at = taken.value;
    }
  }
  const last = siteProposal.map((row) => ({ row, kind: ways.get(row.id)!.at(-1)!.kind, stage: ways.get(row.id)!.at(-1)!.stage }));
  const open = last.filter(({ row, kind, stage }) => row.lon !== null && kind !== "dropped" && stage !== "operating");
  expect(open.length).toBeGreaterThan(80);
  expect(last.filter(({ kind }) => kind === "dropped").length).toBeGreaterThan(3);
  expect(new Set(last.map(({ stage }) => stage)).size).toBe(7);
});
