import type { CoverageQuery } from "../domain/coverage-query";
import type { ReadQuery } from "../domain/read-query";

const EVERYTHING: ReadQuery["chosen"] = { group: true, walker: true, limit: true, method: true };

/**
 * The question as the words of an address, the same for the page, its map and its files. Links that stay on the page say
 * only what was chosen, so that the rest goes on following the service.
 */
export function coverageSearch(query: CoverageQuery, more: Record<string, string> = {}, chosen = EVERYTHING): string {
  const params = new URLSearchParams();
  params.set("city", query.cityCode);
  params.set("types", query.types.join(","));
  if (chosen.group) params.set("group", query.group);
  if (chosen.walker) params.set("walker", query.walker);
  if (chosen.limit && query.limit.by === "minutes") params.set("minutes", String(query.limit.minutes));
  if (chosen.limit && query.limit.by === "metres") params.set("metres", String(query.limit.metres));
  params.set("date", query.date);
  if (chosen.method) params.set("method", query.method);
  for (const [name, value] of Object.entries(more)) if (value) params.set(name, value);
  return params.toString();
}
