import { rotationStatus } from "~/modules/accounts/use-cases/rotate-keys.server";
import { sealedPlaces } from "~/modules/oversight/use-cases/sealed-places.server";
import { keyRing } from "~/platform/key-ring.server";
import type { Command } from "./command";

export const keysListCommand: Command = {
  name: "keys list",
  summary: "敏感字段的密钥与使用情况（不显示密钥本身） · keys of sensitive fields and what uses them, never the keys themselves",
  usage: "qh keys list",
  needsDatabase: true,
  async run() {
    const { activeId, keys, origin } = keyRing();
    const { used } = await rotationStatus(sealedPlaces);
    const valuesOf = (key: string) => used.filter((one) => one.key === key).reduce((sum, { values }) => sum + values, 0);
    for (const { id, algorithm, madeAt, retiredAt } of keys.values()) {
      const state = id === activeId ? "在用 active" : retiredAt ? "已停用 retired" : "仅解密 opens only";
      process.stdout.write(`${id}  ${state}  ${algorithm}  ${madeAt.slice(0, 10)}  ${valuesOf(id)} 个值 values\n`);
    }
    const open = valuesOf("");
    const strange = used.filter(({ key }) => key !== "" && !keys.has(key));
    if (open > 0) process.stdout.write(`尚未加密 not sealed yet: ${open} — qh keys rotate\n`);
    for (const { key, place, values } of strange) process.stdout.write(`缺少密钥 key missing: ${key} (${place}, ${values})\n`);
    if (origin === "demo") process.stdout.write("演示密钥，不能用于真实数据 · demo keys: never for real data\n");
    return strange.length > 0 ? 1 : 0;
  },
};
