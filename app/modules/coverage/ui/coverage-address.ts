import type { CoverageQuery } from "../domain/coverage-query";

/** The question as the words of an address, the same for the page, its map and its files. */
export function coverageSearch(query: CoverageQuery, more: Record<string, string> = {}): string {
  const params = new URLSearchParams();
  params.set("city", query.cityCode);
  params.set("types", query.types.join(","));
  params.set("group", query.group);
  params.set("walker", query.walker);
  if (query.limit.by === "minutes") params.set("minutes", String(query.limit.minutes));
  else params.set("metres", String(query.limit.metres));
  params.set("date", query.date);
  for (const [name, value] of Object.entries(more)) if (value) params.set(name, value);
  return params.toString();
}
