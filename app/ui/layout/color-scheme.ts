import type { MantineColorSchemeManager } from "@mantine/core";
import { keptLook } from "./kept-look";

/** The scheme comes from the server's cookie; the browser keeps no second copy that could disagree. */
export const keptColorScheme = (scheme: "auto" | "light" | "dark"): MantineColorSchemeManager => ({
  get: () => scheme,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
});

/** On a caregiver's phone the browser's own copy counts: those pages open without the server. */
export const phoneColorScheme: MantineColorSchemeManager = {
  ...keptColorScheme("auto"),
  get: (otherwise) => keptLook()?.scheme ?? otherwise,
};
