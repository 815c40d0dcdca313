/** A backup in a process that can be killed in the middle of it. */
import { makeBackup } from "~/platform/backup/make-backup.server";

process.once("message", (asked: Parameters<typeof makeBackup>[0]) => {
  void makeBackup(asked).then(({ folder }) => process.send?.(folder));
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
