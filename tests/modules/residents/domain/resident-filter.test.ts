import { expect, test } from "vitest";
import { filterAddress, residentFilter, wholeQuestion } from "~/modules/residents/domain/resident-filter";

const asked = "words=王某某&area=花园路&cell=G7&category=disabled&risk=high&state=any&responsible=none&keyCare=yes&linkEnded=yes";

test("a question goes through a form whole, and through an address without the name", () => {
  const filter = residentFilter(new URLSearchParams(asked));
  expect(filter.words).toBe("王某某");
  expect(residentFilter(wholeQuestion(filter))).toEqual(filter);
  expect(filterAddress(filter).toString()).not.toMatch(/words|%E7%8E%8B/);
  expect(residentFilter(filterAddress(filter))).toEqual({ ...filter, words: "" });
});
