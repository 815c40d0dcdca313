import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { uniformDetour } from "~/modules/places/domain/detour-index";
import { nestedCircles } from "~/modules/places/domain/nested-circles";
import { network, PLANE, points, type FlatBarrier } from "./flat-town";

/** Geometry that must not change unnoticed. `GOLDEN=write npx vitest run …/golden-reach.test.ts` writes it anew. */
const FOLDER = join(process.cwd(), "tests", "golden", "reach");

interface Town {
  readonly sites: readonly (readonly [number, number])[];
  readonly barriers: readonly FlatBarrier[];
}

for (const name of readdirSync(FOLDER).filter((file) => file.endsWith(".in.json"))) {
  test(name.replace(".in.json", "").replaceAll("-", " "), () => {
    const town = JSON.parse(readFileSync(join(FOLDER, name), "utf8")) as Town;
    const barriers = network(...town.barriers);
    const detour = uniformDetour(1.3);
    const drawn = {
      circles: nestedCircles(PLANE, { sites: points(...town.sites), detour, barriers, farthest: 675, cell: 50 }, [225, 450, 675]),
    };
    const file = join(FOLDER, name.replace(".in.json", ".out.json"));
    if (process.env.GOLDEN === "write") writeFileSync(file, `${JSON.stringify(drawn)}\n`);
    expect(existsSync(file)).toBe(true);
    expect(JSON.parse(JSON.stringify(drawn))).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });
}
