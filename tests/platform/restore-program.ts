/** A restore in a process that can be killed in the middle of it; what the launcher does for it, the test does. */
import { restoreBackup, type RestoreAsked } from "~/platform/backup/restore-backup.server";

type Answer = { readonly id: number; readonly value: unknown };
let asked = 0;
const ask = <T>(what: string, ...words: unknown[]): Promise<T> =>
  new Promise((settle) => {
    const id = ++asked;
    const hear = (answer: Answer) => {
      if (answer.id !== id) return;
      process.off("message", hear);
      settle(answer.value as T);
    };
    process.on("message", hear);
    process.send?.({ id, what, words });
  });

process.once("message", (wish: Pick<RestoreAsked, "ownerUrl" | "folder" | "replace" | "known">) => {
  void restoreBackup({
    ...wish,
    layOut: (ownerUrl, names) => ask("layOut", ownerUrl, names),
    prepare: (ownerUrl) => ask("prepare", ownerUrl),
    tell: (appUrl) => ask("tell", appUrl),
  }).then(() => process.send?.({ id: 0, what: "restored", words: [] }));
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
