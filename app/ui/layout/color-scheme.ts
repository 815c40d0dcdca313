import type { MantineColorSchemeManager } from "@mantine/core";

/** The scheme comes from the server's cookie; the browser keeps no second copy that could disagree. */
export const keptColorScheme = (scheme: "auto" | "light" | "dark"): MantineColorSchemeManager => ({
  get: () => scheme,
  set: () => undefined,
  subscribe: () => undefined,
  unsubscribe: () => undefined,
  clear: () => undefined,
});
