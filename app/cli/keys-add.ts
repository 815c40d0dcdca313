import { addRingKey, keyRing, keyRingFile, KeyRingProblem, makeOwnRing } from "~/platform/key-ring.server";
import type { Command } from "./command";
import { REFUSED } from "./terminal-actor";

export const keysAddCommand: Command = {
  name: "keys add",
  summary: "新建密钥，此后用它加密 · make another key, which seals from now on",
  usage: "qh keys add",
  needsDatabase: false,
  run() {
    try {
      const isFirst = makeOwnRing();
      const id = isFirst ? keyRing().activeId : addRingKey();
      process.stdout.write(
        `${id}：已启用 · in force (${keyRingFile()})\n` +
          "请另存一份密钥文件，不要与备份放在一起 · keep a copy of this file apart from the backups: without it nothing opens\n" +
          (isFirst ? "" : "旧值仍用旧密钥：运行 qh keys rotate · older values keep their key: run qh keys rotate\n"),
      );
      return Promise.resolve(0);
    } catch (error) {
      if (!(error instanceof KeyRingProblem)) throw error;
      process.stderr.write(`${error.message}\n`);
      return Promise.resolve(REFUSED);
    }
  },
};
