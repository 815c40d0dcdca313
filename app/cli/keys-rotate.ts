import { parseArgs } from "node:util";
import { rotationStatus, startRotation, stopRotating } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";
import type { Command } from "./command";

export const keysRotateCommand: Command = {
  name: "keys rotate",
  summary: "在后台把所有敏感字段改用当前密钥；可停止、可继续 · seal everything anew with the active key, in the background",
  usage: "qh keys rotate [--status | --stop]",
  needsDatabase: true,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { status: { type: "boolean" }, stop: { type: "boolean" } } });
    if (values.stop)
      process.stdout.write(
        (await stopRotating()) ? "已停止，可随时继续 · stopped: qh keys rotate goes on\n" : "没有进行中的 · nothing runs\n",
      );
    else if (!values.status) await startRotation();
    return tellStatus();
  },
};

async function tellStatus(): Promise<number> {
  const { rotation, used } = await rotationStatus(sealedPlaces);
  if (!rotation) {
    process.stdout.write("还没有更换过密钥 · keys were never rotated\n");
    return 0;
  }
  const state = rotation.finishedAt ? "已完成 finished" : rotation.isStopped ? "已停止 stopped" : "进行中 in progress";
  process.stdout.write(`→ ${rotation.toKey}  ${state}  ${rotation.startedAt.toISOString()}\n`);
  for (const { name } of sealedPlaces) {
    const { resealed = 0, unopened = 0, isThrough = false } = rotation.places[name] ?? {};
    const left = used
      .filter(({ place, key }) => place === name && key !== rotation.toKey)
      .reduce((sum, { values }) => sum + values, 0);
    const lost = unopened > 0 ? ` · 无法解密 do not open ${unopened}` : "";
    process.stdout.write(`  ${isThrough ? "✓" : "…"} ${name}: ${resealed} 已更换 resealed · ${left} 待更换 left${lost}\n`);
  }
  return 0;
}
