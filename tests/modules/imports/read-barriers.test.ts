import { expect, test } from "vitest";
import { readBarriers } from "~/modules/imports/use-cases/read-barriers.server";

const CONTEXT = { system: "WGS-84", bounds: [113, 34, 114, 35], day: "2025-06-01" } as const;
const feature = (type: string, coordinates: unknown, properties = {}) => ({
  type: "Feature",
  properties,
  geometry: { type, coordinates },
});
const read = (features: readonly object[]) =>
  readBarriers(new TextEncoder().encode(JSON.stringify({ type: "FeatureCollection", features })), CONTEXT, []);

test("the terminal reads the sound features and says the first error of each other, counted as they stand in the file", () => {
  const river = feature("LineString", [[113.5, 34.5], [113.5, 34.6]], { kind: "river", name: "河" }); // prettier-ignore
  const found = read([river, feature("Point", [113.5, 34.55]), feature("Point", [113.9, 34.55]), feature("LineString", [[113.5, 34.5], [113.6, 34.6]])]); // prettier-ignore
  expect(found).toMatchObject({
    value: {
      barriers: [{ kind: "river", nameZh: "河", knownOn: "2025-06-01" }],
      crossings: [{ kind: "crossing", lon: 113.5 }],
      problems: [
        { feature: 3, issue: { code: "stray-crossing" } },
        { feature: 4, issue: { code: "missing", field: "kind" } },
      ],
    },
  });
});

test("lines without a single property are read and asked for their kind, not dropped", () => {
  const bare = read([feature("LineString", [[113.5, 34.5], [113.5, 34.6]]), feature("Point", [113.5, 34.55])]); // prettier-ignore
  expect(bare).toMatchObject({ value: { problems: [{ feature: 1, issue: { code: "missing" } }, { feature: 2 }] } });
});

test("what is no file of shapes is refused", () => {
  expect(readBarriers(new TextEncoder().encode('{"type":"FeatureCollection","features":['), CONTEXT, [])).toMatchObject({ refusal: { code: "damaged" } }); // prettier-ignore
  expect(readBarriers(new Uint8Array(), CONTEXT, [])).toMatchObject({ refusal: { code: "empty" } });
});
