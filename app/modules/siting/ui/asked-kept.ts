import type { FormEvent } from "react";

/** What stands in the form for its own sake. */
const NOT_ASKED = ["intent", "name", "of", "version", "points"];
/** Longer addresses are cut by what stands between browser and server. */
const LONGEST = 1_800;

/** Whoever goes back from the answer finds the question as it was asked: the entry they go back to is its address. */
export function keepAsked(cityCode: string, { currentTarget }: FormEvent<HTMLFormElement>): void {
  const said = new URLSearchParams({ city: cityCode });
  for (const [name, value] of new FormData(currentTarget))
    if (typeof value === "string" && value !== "" && !NOT_ASKED.includes(name)) said.append(name, value);
  const address = `${window.location.pathname}?${said}`;
  if (address.length <= LONGEST) window.history.replaceState(window.history.state, "", address);
}
