/** One job of the registry, in a process that can be killed in the middle of it. */
import type { JobHelpers } from "graphile-worker";
import { jobs } from "~/jobs/registry";

process.once("message", ({ name, payload }: { name: string; payload: unknown }) => {
  void Promise.resolve(jobs[name]!(payload, {} as JobHelpers)).then(
    () => process.send?.("done"),
    (error: unknown) => process.send?.({ failed: String(error) }),
  );
});
process.once("disconnect", () => process.exit(0));
process.send?.("ready");
