import { useEffect, useRef } from "react";
import { isLookedAt, watchDeeds } from "./last-deed";

/** Whoever touched the page within this time has what stands on it before their eyes. */
const LOOKED_AT_MS = 2 * 60_000;
const LOOK_EVERY_MS = 5_000;

interface Listed {
  readonly id: string;
  /** another turn is another telling */
  readonly nextAt: string | null;
}
const keyOf = ({ id, nextAt }: Listed): string => `${id} ${nextAt}`;

/** Says to the server which alarms somebody has seen: never for a page that stands open in an empty room. */
export function useSeen(alarms: readonly Listed[], cityCode: string): void {
  const said = useRef(new Set<string>());
  useEffect(() => {
    watchDeeds();
    const look = () => {
      const fresh = alarms.filter((alarm) => !said.current.has(keyOf(alarm)));
      if (fresh.length === 0 || !isLookedAt(LOOKED_AT_MS)) return;
      const form = new FormData();
      form.set("intent", "seen");
      for (const { id } of fresh) form.append("alarm", id);
      for (const alarm of fresh) said.current.add(keyOf(alarm));
      const again = () => {
        for (const alarm of fresh) said.current.delete(keyOf(alarm));
      };
      fetch(`/visits/watch/mine?${new URLSearchParams({ city: cityCode }).toString()}`, {
        ...{ method: "POST", body: form, redirect: "error", headers: { Accept: "application/json" } },
      }).then((answer) => {
        if (!answer.ok) again();
      }, again);
    };
    look();
    const clock = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(clock);
  }, [alarms, cityCode]);
}
