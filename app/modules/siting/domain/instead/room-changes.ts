import type { Change, Changes } from "./change";
import type { RoomFlow } from "./room-flow";

/** People who find room within reach as the choice changes: whoever loses a place moves on to what is left. */
export function roomChanges(flow: RoomFlow): Changes {
  const whole = flow.total;
  const start = flow.mark();
  let changed: { readonly out: number | null; readonly also: readonly number[] } = { out: null, also: [] };
  const change = (by: number): Change => ({ first: 0, value: by, people: by, reached: by });
  const takeBack = (): void => {
    flow.backTo(start);
    for (const site of changed.also) flow.reopen(site, false);
    if (changed.out !== null) flow.reopen(changed.out, true);
    changed = { out: null, also: [] };
  };
  return {
    around(out, also) {
      takeBack();
      if (out !== null) flow.close(out);
      else flow.lookForLack();
      for (const site of also) flow.open(site);
      changed = { out, also };
      return (into) => change(flow.total - whole + (into === null ? 0 : flow.tried(into)));
    },
    without(site) {
      takeBack();
      flow.close(site);
      return roomChanges(flow);
    },
  };
}
