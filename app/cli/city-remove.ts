import { parseArgs } from "node:util";
import { removeCity } from "~/modules/places/use-cases/remove-city.server";
import type { Command } from "./command";
import { REFUSED, TERMINAL } from "./terminal-actor";

const WORDS = {
  "no-such-city": "没有这座城市 · there is no such city: see qh city list",
  "name-differs": "名称不一致，没有删除 · the name differs, nothing was deleted: repeat it with --name",
  "not-permitted": "没有权限 · not permitted",
} as const;

export const cityRemoveCommand: Command = {
  name: "city remove",
  summary: "整体移除一座城市 · remove a city whole",
  usage: "qh city remove --code 4101 --name 郑州市",
  needsDatabase: true,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { code: { type: "string" }, name: { type: "string" } } });
    const verdict = await removeCity(TERMINAL, values.code ?? "", values.name ?? "");
    process[verdict.ok ? "stdout" : "stderr"].write(
      `${verdict.ok ? `${verdict.value.nameZh}：已移除 · removed` : WORDS[verdict.refusal.kind]}\n`,
    );
    return verdict.ok ? 0 : REFUSED;
  },
};
