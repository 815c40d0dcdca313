import { parseArgs } from "node:util";
import { startCity } from "~/modules/catalog/use-cases/start-city.server";
import type { Command } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";

/** What a wish for a city can be refused for. */
export const NEW_CITY_WORDS = {
  "name-missing": "缺少城市名称 · a name is missing: add --name",
  "code-not-four-digits": "城市代码应为四位数字 · a city code has four digits: --code 4101",
  "code-taken": "这个代码的城市已经有了 · there already is a city with this code",
  "zone-unknown": "没有这个时区 · there is no such time zone: --zone Asia/Shanghai",
  "not-permitted": "没有权限 · not permitted",
} as const;

export const cityNewCommand: Command = {
  name: "city new",
  summary: "新建一座空城市 · start an empty city",
  usage: "qh city new --code 0110 --name 札幌 [--english Sapporo] [--zone Asia/Tokyo]",
  needsDatabase: true,
  async run(args) {
    const { values } = parseArgs({
      args: [...args],
      options: { code: { type: "string" }, name: { type: "string" }, english: { type: "string" }, zone: { type: "string" } },
    });
    const { code = "", name = "", english = "", zone = "Asia/Shanghai" } = values;
    const verdict = await startCity(TERMINAL, { code, nameZh: name, nameEn: english, timeZone: zone });
    if (!verdict.ok) {
      process.stderr.write(`${NEW_CITY_WORDS[verdict.refusal.kind]}\n`);
      return REFUSED;
    }
    process.stdout.write(
      `${verdict.value.code} ${verdict.value.nameZh}：已建立，接着导入区划、人口、设施 · started; now import areas, population, facilities\n`,
    );
    return 0;
  },
};
