/** How a person wants the pages to look. Kept in a cookie, so the first paint is already right. */
export interface Display {
  readonly elder: boolean;
  readonly scheme: "auto" | "light" | "dark";
}

export const DEFAULT_DISPLAY: Display = { elder: false, scheme: "auto" };

export function displayFrom(value: unknown): Display {
  if (typeof value !== "object" || value === null) return DEFAULT_DISPLAY;
  const { elder, scheme } = value as Partial<Record<keyof Display, unknown>>;
  return { elder: elder === true, scheme: scheme === "light" || scheme === "dark" ? scheme : "auto" };
}
