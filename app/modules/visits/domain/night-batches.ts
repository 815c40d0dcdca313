import type { CheckStandards } from "./check-standards";
import type { CheckedVisit, Flag } from "./visit-flags";

const MINUTE = 60_000;

/** Many visits of one author written down within few minutes, late at night. The flag stands at the first of them and names the others. */
export function nightBatches(visits: readonly CheckedVisit[], standards: CheckStandards): Flag[] {
  const atNight = visits
    .filter(({ capturedMinute: at }) => at >= standards["check-late-minute"] || at < standards["check-early-minute"])
    .sort((a, b) => a.capturedAt - b.capturedAt || (a.id < b.id ? -1 : 1));
  const flags: Flag[] = [];
  for (let first = 0; first < atNight.length;) {
    let after = first;
    const until = atNight[first]!.capturedAt + standards["check-batch-minutes"] * MINUTE;
    while (after < atNight.length && atNight[after]!.capturedAt <= until) after++;
    const batch = atNight.slice(first, after);
    if (batch.length < standards["check-batch-visits"]) {
      first++;
      continue;
    }
    flags.push({
      ...{ eventId: batch[0]!.id, kind: "night-batch" },
      facts: {
        others: batch
          .slice(1)
          .map(({ id }) => id)
          .sort(),
        ...{ visits: batch.length, minute: batch[0]!.capturedMinute },
        minutes: Math.max(1, Math.ceil((batch.at(-1)!.capturedAt - batch[0]!.capturedAt) / MINUTE)),
        limit: standards["check-batch-visits"],
      },
    });
    first = after;
  }
  return flags;
}
