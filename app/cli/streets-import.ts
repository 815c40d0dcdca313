import { parseArgs } from "node:util";
import { importStreets, type ImportStreetsRefusal } from "~/modules/places/use-cases/import-streets.server";
import type { Command } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { streetFileWords } from "./street-file-words";
import { typedPath } from "./typed-path";

export const streetsImportCommand: Command = {
  name: "streets import",
  summary: "导入步行路网 · import the walking network of a city",
  usage: "qh streets import FILE.osm.pbf --city 4101",
  needsDatabase: true,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { city: { type: "string" } },
      allowPositionals: true,
    });
    const file = positionals[0];
    if (positionals.length !== 1 || !file || !values.city) {
      process.stderr.write(`用法 · usage: ${streetsImportCommand.usage}\n`);
      return REFUSED;
    }
    const began = performance.now();
    const verdict = await importStreets(TERMINAL, values.city, typedPath(file), { progress: announce() });
    if (process.stderr.isTTY) process.stderr.write("\r");
    if (!verdict.ok) {
      process.stderr.write(`${words(verdict.refusal, file)}\n`);
      return REFUSED;
    }
    const { network, shareOnGround } = verdict.value;
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(
      `${network.junctions} 路口 junctions (nodes), ${network.edges} 路段 edges, ${network.pieces} 连通片 components, ` +
        `${Math.round(network.metres / 1000)} km, ${(network.bytes / 1e6).toFixed(1)} MB, ${seconds} s\n${network.attribution}\n`,
    );
    if (shareOnGround === null)
      process.stdout.write(
        "城市还没有带位置的社区，无法核对路网是否属于它 · the city has no place yet to compare the streets with\n",
      );
    else if (shareOnGround < 1)
      process.stdout.write(
        `路网只覆盖 ${(100 * shareOnGround).toFixed(0)}% 的社区，其余社区列为路网外 · the streets cover ${(100 * shareOnGround).toFixed(0)} % of the communities; the others are reported as outside them\n`,
      );
    return 0;
  },
};

const STEPS = 10;

/** A line for each tenth of the file, on the error stream so that the result can be piped. */
function announce(): (done: number) => void {
  let said = 0;
  return (done) => {
    const step = Math.floor(done * STEPS);
    if (step <= said) return;
    said = step;
    process.stderr.write(
      `${process.stderr.isTTY ? "\r" : ""}读取 reading ${(100 * step) / STEPS}%${process.stderr.isTTY ? "  " : "\n"}`,
    );
  };
}

function words(refusal: ImportStreetsRefusal, file: string): string {
  switch (refusal.kind) {
    case "not-permitted":
      return "没有权限 · not permitted";
    case "no-such-city":
      return "没有这座城市 · there is no such city: see qh city list";
    case "elsewhere": {
      const place = (lon: number, lat: number) => `${lon.toFixed(2)}, ${lat.toFixed(2)}`;
      const [west, south, east, north] = refusal.bounds;
      return `路网在别处 · the streets lie elsewhere: ${file} covers ${place(west, south)} – ${place(east, north)}, the city has places at ${place(refusal.example.lon, refusal.example.lat)}; nothing was changed`;
    }
    default:
      return streetFileWords(refusal, file);
  }
}
