import { expect, test } from "vitest";
import type { CoverageQuery } from "~/modules/coverage/domain/coverage-query";
import { coverageSearch } from "~/modules/coverage/ui/coverage-address";

const query: CoverageQuery = {
  ...{ cityCode: "4101", types: ["meals"], group: "60plus", walker: "elder-75-84", date: "2025-12-31", method: "circle" },
  limit: { by: "minutes", minutes: 15 },
};

test("a file of the map asks by the method of the page, whichever it is", () => {
  for (const method of ["circle", "sectors", "network"] as const)
    expect(new URLSearchParams(coverageSearch({ ...query, method })).get("method")).toBe(method);
});

test("a link that stays says the method only where it was chosen", () => {
  const chosen = { group: false, walker: false, limit: false, method: false };
  expect(new URLSearchParams(coverageSearch(query, {}, chosen)).has("method")).toBe(false);
  expect(new URLSearchParams(coverageSearch(query, {}, { ...chosen, method: true })).get("method")).toBe("circle");
});
