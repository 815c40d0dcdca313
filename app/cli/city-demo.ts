import { basename } from "node:path";
import { parseArgs } from "node:util";
import { newCity } from "~/modules/places/domain/new-city";
import { cityByCode } from "~/modules/places/use-cases/current-city.server";
import { keptNetwork, withdrawn } from "~/modules/places/use-cases/kept-network.server";
import { readStreetsAside } from "~/modules/places/use-cases/read-streets-aside.server";
import { today } from "~/platform/clock.server";
import { databaseAddress } from "~/platform/environment.server";
import { writeStreetCity } from "../../seed/street-city/write-street-city";
import { announceReading } from "./announce-reading";
import { NEW_CITY_WORDS } from "./city-new";
import type { Command } from "./command";
import { gapLines, streetFileWords } from "./street-file-words";
import { networkLine } from "./street-import-words";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";

/** A name in Latin letters is its own English one; for any other there is only what it is. */
const spokenAbroad = (name: string, code: string): string => (/\p{Script=Latin}/u.test(name) ? name : `Demo city ${code}`);

export const cityDemoCommand: Command = {
  name: "city demo",
  summary: "用一份路网新建演示城市，社区、人口、设施均为虚构 · make a demo city on the streets of an extract",
  usage: "qh city demo FILE.osm.pbf --code 0109 --name 赫尔辛基 [--english Helsinki] [--zone Europe/Helsinki] [--partly]",
  needsDatabase: true,
  stopped: "已停止，没有建立城市 · Stopped: no city was made.",
  async run(args, { stop }) {
    const text = { type: "string" } as const;
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { code: text, name: text, english: text, zone: text, partly: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    const refuse = (words: string): number => {
      process.stderr.write(`${words}\n`);
      return REFUSED;
    };
    const [file] = positionals;
    if (!file || positionals.length !== 1) return refuse(`用法 · usage: ${cityDemoCommand.usage}`);
    const { code = "", name = "", english = "", zone = "Asia/Shanghai", partly } = values;
    const wish = newCity(
      { code, nameZh: name, nameEn: english || spokenAbroad(name, code), timeZone: zone },
      [],
      Intl.supportedValuesOf("timeZone"),
    );
    if (!wish.ok) return refuse(NEW_CITY_WORDS[wish.refusal.kind]);
    if (await cityByCode(code)) return refuse(NEW_CITY_WORDS["code-taken"]);

    const began = performance.now();
    const reading = announceReading();
    const read = await readStreetsAside(typedPath(file), { partly, progress: reading.tell, signal: stop });
    reading.end();
    if (!read.ok) return refuse(streetFileWords(read.refusal, file));
    const { graph, gaps } = read.value;
    const network = await keptNetwork(graph, basename(file), today(zone));
    try {
      if (!(await writeStreetCity(databaseAddress(), graph, wish.value, network, stop))) {
        await withdrawn(TERMINAL, network);
        return refuse(NEW_CITY_WORDS["code-taken"]);
      }
    } catch (error) {
      await withdrawn(TERMINAL, network);
      throw error;
    }
    const lines = [
      networkLine(network, (performance.now() - began) / 1_000),
      network.attribution,
      ...gapLines(gaps),
      `${code} ${wish.value.nameZh}：演示城市已建立，社区、人口、设施均为虚构；打开 /plan?city=${code} · made; its communities, people and places are made up: open /plan?city=${code}`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
    return 0;
  },
};
