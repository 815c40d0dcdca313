import { cities } from "~/modules/places/use-cases/current-city.server";
import type { Command } from "./command";

export const cityListCommand: Command = {
  name: "city list",
  summary: "列出城市 · list the cities",
  usage: "qh city list",
  needsDatabase: true,
  async run() {
    const lines = (await cities()).map(
      ({ code, nameZh, nameEn, isDemo }) => `${code}  ${nameZh}  ${nameEn}${isDemo ? "  演示 demo" : ""}\n`,
    );
    process.stdout.write(lines.join("") || "还没有城市 · no city yet\n");
    return 0;
  },
};
