import { basename } from "node:path";
import { parseArgs } from "node:util";
import { newCity } from "~/modules/places/domain/new-city";
import { putStreetsInForce } from "~/modules/places/use-cases/import-streets.server";
import { readStreets } from "~/modules/places/use-cases/read-streets.server";
import { databaseAddress } from "~/platform/environment.server";
import { writeStreetCity } from "../../seed/street-city/write-street-city";
import { NEW_CITY_WORDS } from "./city-new";
import type { Command } from "./command";
import { streetFileWords } from "./street-file-words";
import { REFUSED, TERMINAL } from "./terminal-actor";
import { typedPath } from "./typed-path";

export const cityDemoCommand: Command = {
  name: "city demo",
  summary: "用一份路网新建演示城市，社区、人口、设施均为虚构 · make a demo city on the streets of an extract",
  usage: "qh city demo FILE.osm.pbf --code 0109 --name 赫尔辛基 [--english Helsinki] [--zone Europe/Helsinki]",
  needsDatabase: true,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { code: { type: "string" }, name: { type: "string" }, english: { type: "string" }, zone: { type: "string" } },
      allowPositionals: true,
    });
    const refuse = (words: string): number => {
      process.stderr.write(`${words}\n`);
      return REFUSED;
    };
    const [file] = positionals;
    if (!file || positionals.length !== 1) return refuse(`用法 · usage: ${cityDemoCommand.usage}`);
    const { code = "", name = "", english = "", zone = "Asia/Shanghai" } = values;
    const wish = newCity({ code, nameZh: name, nameEn: english, timeZone: zone }, [], Intl.supportedValuesOf("timeZone"));
    if (!wish.ok) return refuse(NEW_CITY_WORDS[wish.refusal.kind]);
    const read = await readStreets(typedPath(file));
    if (!read.ok) return refuse(streetFileWords(read.refusal, file));
    if (!(await writeStreetCity(databaseAddress(), read.value, wish.value))) return refuse(NEW_CITY_WORDS["code-taken"]);
    const streets = await putStreetsInForce(TERMINAL, code, read.value, basename(file));
    if (!streets.ok)
      return refuse(
        `路网未导入 · the city is made, its streets are not (${streets.refusal.kind}): qh streets import ${file} --city ${code}`,
      );
    process.stdout.write(
      `${code} ${wish.value.nameZh}：演示城市已建立，社区、人口、设施均为虚构；打开 /plan?city=${code} · made; its communities, people and places are made up: open /plan?city=${code}\n`,
    );
    return 0;
  },
};
