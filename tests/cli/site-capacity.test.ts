import { expect, test } from "vitest";
import { answerSite, type SiteOptions } from "~/cli/site-answer";
import { refusalOf, typedFiles } from "./typed-files";

const { put } = typedFiles();
/** Two villages and three sites on a line; the nearest of both is the middle one. */
const demand = put("D.csv", "id,weight\na,10\nb,20\n");
const costs = put("C.csv", "demand,site,cost\na,north,300\na,middle,100\nb,middle,100\nb,south,200\n");
const capacity = put("S.csv", "site,capacity\nnorth,30\nmiddle,15\nsouth,30\n");
const asked: SiteOptions = { model: "p-median", demand, costs, sites: "2", capacity };

test("a village whose nearest site is full shares itself between two", async () => {
  expect(await answerSite(asked)).toMatchObject({
    ...{ objective: 10 * 100 + 5 * 100 + 15 * 200, sites: ["middle", "south"], proved: true, gap: 0 },
    assignments: [
      { demand: "a", site: "middle", cost: 100, people: 10 },
      { demand: "b", site: "middle", cost: 100, people: 5 },
      { demand: "b", site: "south", cost: 200, people: 15 },
    ],
  });
});

test("too little room is said, with the number of sites that has room", async () => {
  expect(await refusalOf(answerSite({ ...asked, sites: "1" }))).toContain("relax --sites → 2");
  const small = put("small.csv", "site,capacity\nnorth,5\nmiddle,5\nsouth,5\n");
  expect(await refusalOf(answerSite({ ...asked, capacity: small }))).toContain("relax --capacity");
});
