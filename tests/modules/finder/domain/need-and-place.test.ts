import fc from "fast-check";
import { expect, test } from "vitest";
import { askedFrom, monthsAtStart, notAsked } from "~/modules/finder/domain/asked-of-place";
import { barriersIn, boxAround } from "~/modules/finder/domain/local-ground";
import {
  alertAddress,
  addressAt,
  addressWith,
  addressWithout,
  PLACE_FIELDS,
  travelling,
  withSpots,
} from "~/modules/finder/domain/find-address";
import { readNeed, startDay, type Offered } from "~/modules/finder/domain/need";
import { wayMinutes } from "~/modules/finder/domain/on-the-way";
import { placeAmong, quoted, type PlaceChoice } from "~/modules/finder/domain/place-choice";
import { countedReach } from "~/modules/finder/domain/reach";
import { spotFrom, spotText } from "~/modules/finder/domain/spot";
import { YEARS_PATTERN } from "~/modules/finder/domain/whole-years";
import { distanceBetween } from "~/shared/geo-point";

const type = (key: string, isOfInfants: boolean) => ({
  ...{
    key,
    nameZh: key,
    nameEn: key,
    symbol: "·",
    circleMinutes: 15,
    walkerKey: isOfInfants ? "pram" : "elder-75-84",
    isOfInfants,
  },
  ...{ countsPlaces: true, unit: "month" as const },
});
const offered: Offered = {
  types: [type("meals", false), type("nursery", true)],
  walkers: ["pram", "adult"].map((key) => ({ key, nameZh: key, nameEn: key })),
  today: "2027-02-20",
};
const read = (address: string) => readNeed(new URLSearchParams(address), offered)!;

test("nothing said is a nursery with a pram within its circle, this month", () => {
  expect(read("").need).toMatchObject({ type: "nursery", walker: "pram", minutes: 15, start: "2027-02", born: null });
  expect(startDay({ start: "2027-02" }, offered.today)).toBe("2027-02-20");
  expect(startDay({ start: "2027-03" }, offered.today)).toBe("2027-03-01");
});

test("a walk of 100 minutes is not quietly one of 15", () => {
  expect(read("minutes=30").need.minutes).toBe(30);
  for (const given of ["100", "-5", "abc", "15.0"]) {
    expect(read(`minutes=${given}`).need.minutes).toBe(15);
    expect(read(`minutes=${given}`).problems).toEqual([{ field: "minutes", given }]);
  }
  expect(read("minutes=").problems).toEqual([]);
});

test("a month that is past and a walker nobody knows are said, not quietly others", () => {
  for (const given of ["2027-01", "2031-01", "soon"]) {
    expect(read(`start=${given}`).need.start).toBe("2027-02");
    expect(read(`start=${given}`).problems).toEqual([{ field: "start", given }]);
  }
  expect(read("walker=horse").need.walker).toBe("pram");
  expect(read("walker=horse").problems).toEqual([{ field: "walker", given: "horse" }]);
  expect(read("start=2027-02&walker=adult").problems).toEqual([]);
});

test("«tell me» takes the child and the start along, and not where one lives", () => {
  const address = alertAddress("place=文化路&at=113.7,34.8&need=nursery&born=2026-01-05&start=2027-03&walker=pram", "01a2");
  expect(Object.fromEntries(new URL(address, "http://localhost").searchParams)).toEqual({
    ...{ place: "01a2", need: "nursery", born: "2026-01-05", start: "2027-03" },
  });
});

test("whoever typed where from takes the point along to a place and to the comparison", () => {
  const typed = "place=文化路&need=nursery&at2=113.70000,34.80000";
  const found = [{ lon: 113.66, lat: 34.77 }, null];
  const said = Object.fromEntries(travelling(withSpots(typed, found)));
  expect(said).toMatchObject({ place: "文化路", for: "文化路", need: "nursery", at2: "113.70000,34.80000" });
  expect(spotFrom(said.at ?? null)).toEqual(found[0]);
  expect(askedFrom(new URLSearchParams(said), "2027-02-20").at).toEqual(found[0]);
  expect(withSpots("need=meals", found)).toBe("need=meals");
});

test("what was said of whoever pays goes along, every circumstance of it", () => {
  const said = "need=meals&age=78&hardship=low-income&hardship=disability&free=1";
  expect(travelling(said)).toEqual([
    ...[["need", "meals"] as const, ["age", "78"] as const],
    ...[["hardship", "low-income"] as const, ["hardship", "disability"] as const, ["free", "1"] as const],
  ]);
});

test("the way back is the very search: all it was asked goes along, and nothing that no search asks", () => {
  const wishes =
    "free=1&inclusive=1&price=1400&pattern=full-day&open=weekday&time=17%3A30&inspected=1&needs=lift&needs=step-free";
  const search = `need=nursery&place=文化路&at=113.7%2C34.8&place2=二七&at2=113.6%2C34.7&born=2025-09-01&start=2027-03&walker=pram&minutes=30&${wishes}&papers=licence&papers=filing&show=24&city=4101`;
  const back = new URLSearchParams(
    travelling(`${search}&ids=01a2&reach=13800000000&name=x`).map(([name, value]) => [name, value]),
  );
  const sorted = (params: URLSearchParams) => [...params].map((pair) => pair.join("=")).sort();
  expect(sorted(back)).toEqual(sorted(new URLSearchParams(search)));
  expect(readNeed(back, offered)).toEqual(readNeed(new URLSearchParams(search), offered));
});

test("what is no answer is named with the words typed; a birth date after the start is one", () => {
  expect(read("born=2025年9月1日").need.born).toBe("2025-09-01");
  expect(read("born=2025-02-30").problems).toEqual([{ field: "born", given: "2025-02-30", why: "not-a-day" }]);
  expect(read("born=2027-03-02&start=2027-03").problems).toEqual([
    { field: "born", given: "2027-03-02", why: "later-than-start" },
  ]);
  expect(read("need=nusery").problems).toEqual([{ field: "need", given: "nusery" }]);
  expect(read("price=¥1,400").need.wishes.mostYuan).toBe(1_400);
  expect(read("need=meals&age=八十").problems).toEqual([{ field: "age", given: "八十" }]);
  expect(read("need=meals&age=80").problems).toEqual([]);
  expect(read("price=多少&time=25:00").problems.map(({ field }) => field)).toEqual(["price", "time"]);
  expect(read("time=7：30").need.wishes.openAt).toBe("07:30");
  expect(read("need=meals&born=2025-01-01").need.born).toBeNull();
});

test("whatever an address says, something is looked for and nothing throws", () => {
  const names = fc.constantFrom(
    "need",
    "born",
    "start",
    "walker",
    "minutes",
    "price",
    "time",
    "papers",
    "needs",
    "open",
    "pattern",
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(names, fc.string()), { maxLength: 12 }), (pairs) => {
      const { need } = readNeed(new URLSearchParams(pairs), offered)!;
      expect(offered.types.map(({ key }) => key)).toContain(need.type);
      expect(need.start >= "2027-02" && need.start <= "2028-02").toBe(true);
    }),
  );
});

test("a point is told no finer than ten metres, and any other words are no point", () => {
  fc.assert(
    fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }), (lon, lat) => {
      const spot = spotFrom(`${lon.toFixed(9)},${lat.toFixed(9)}`)!;
      expect(distanceBetween(spot, { lon, lat })).toBeLessThan(8);
      expect(spotFrom(spotText(spot))).toEqual(spot);
    }),
  );
  for (const text of ["", "花园路", "113.6", "113.6,91", "200,34", "1e2,34", "113.6,34,5", "NaN,NaN"])
    expect(spotFrom(text), text).toBeNull();
});

test("an address changes in one thing and keeps the rest; a choice is held to the words it was made for", () => {
  expect(addressWith("?need=meals&free=1&show=24", { free: null })).toBe("/find?need=meals");
  expect(addressWithout("?needs=lift&needs=step-free", "needs", "lift")).toBe("/find?needs=step-free");
  const chosen = new URLSearchParams(
    addressAt("?place=x&need=meals", PLACE_FIELDS[0], "花园路街道", { lon: 113.68, lat: 34.77 }).slice(6),
  );
  expect(Object.fromEntries(chosen)).toEqual({ place: "花园路街道", for: "花园路街道", at: "113.6800,34.7700", need: "meals" });
});

const choice = (
  kind: PlaceChoice["kind"],
  fit: PlaceChoice["fit"],
  at: PlaceChoice["at"] = { lon: 113, lat: 34 },
): PlaceChoice => ({
  ...{ kind, name: "", nameEn: "", within: "", withinEn: "", at, fit },
});

test("whoever bears the whole name is meant, then the only one that bears it but for its ending; several are a question", () => {
  const [whole, short, other] = [choice("landmark", "whole"), choice("area", "short"), choice("area", null)];
  expect(placeAmong([other, short, whole], [])).toMatchObject({ kind: "one", choice: { fit: "whole" } });
  expect(placeAmong([whole, choice("area", "whole")], [])).toMatchObject({ kind: "several" });
  expect(placeAmong([other, short, other], [])).toMatchObject({ kind: "one", choice: { fit: "short" } });
  expect(placeAmong([other, short, short], [])).toMatchObject({
    kind: "several",
    choices: [{ fit: "short" }, { fit: "short" }, { fit: null }],
  });
});

test("a facility is meant for want of a place, none leads to the districts, one without a position is told apart", () => {
  expect(placeAmong([choice("area", null), choice("facility", null)], [])).toMatchObject({
    kind: "one",
    choice: { kind: "area" },
  });
  expect(placeAmong([choice("facility", null)], [])).toMatchObject({ kind: "one", choice: { kind: "facility" } });
  expect(placeAmong([choice("area", "whole", null)], [])).toMatchObject({ kind: "unplaced" });
  expect(placeAmong([], [choice("area", null)])).toMatchObject({ kind: "none", districts: [{}] });
});

test("a stop costs what the way over it is longer; two places too far apart are two starts", () => {
  expect(wayMinutes({ fromHome: 400, fromOther: 700, direct: 1_000 }, 3)).toMatchObject({
    minutes: 8,
    extraMinutes: 2,
    counted: 2,
  });
  expect(wayMinutes({ fromHome: 400, fromOther: 599.9, direct: 1_000 }, 3)).toMatchObject({ extraMinutes: 0 });
  expect(wayMinutes({ fromHome: Infinity, fromOther: 500, direct: null }, 3)).toMatchObject({
    fromOther: 10,
    extraMinutes: null,
    counted: 10,
  });
  expect(wayMinutes({ fromHome: 500, fromOther: null, direct: null }, 3)).toEqual({
    minutes: 10,
    fromOther: null,
    extraMinutes: null,
    counted: 10,
  });
  expect(wayMinutes({ fromHome: Infinity, fromOther: 500, direct: 900 }, 3)).toBeNull();
});

test("of a river only the stretch near by is kept, with the bridges near by; a river far off not at all", () => {
  const river = {
    line: [0, 1, 2, 3, 4].map((x) => [113 + x / 10, 34.5] as const),
    crossings: [
      [113.21, 34.5],
      [113.39, 34.5],
    ] as const,
  };
  const box = boxAround([{ lon: 113.22, lat: 34.505 }], 1_000);
  expect(barriersIn([river], box)).toEqual([
    {
      line: [
        [113.2, 34.5],
        [113.3, 34.5],
      ],
      crossings: [[113.21, 34.5]],
    },
  ]);
  expect(barriersIn([river], boxAround([{ lon: 113.22, lat: 34.6 }], 1_000))).toEqual([]);
});

test("a place's page reads the birth date that its search read: written as people write it, and of a child not born yet", () => {
  for (const born of ["2027-03-05", "2027/3/5", "2027年3月5日"]) {
    const params = new URLSearchParams({ born, start: "2027-09" });
    const asked = askedFrom(params, "2027-02-20");
    expect(asked.born, born).toBe("2027-03-05");
    expect(monthsAtStart(asked, "2027-02-20", true)).toBe(5);
  }
  const late = new URLSearchParams({ born: "2027-09-02", start: "2027-09" });
  expect(askedFrom(late, "2027-02-20").born, "nobody starts before they are born").toBeNull();
});

test("where a child's birth and somebody's years are said, each service is for whom it is", () => {
  const months = (said: Record<string, string>, isOfChildren: boolean) =>
    monthsAtStart(askedFrom(new URLSearchParams({ ...said, start: "2027-03" }), "2027-02-20"), "2027-02-20", isOfChildren);
  const both = { born: "2025-09-01", age: "80" };
  expect([months(both, true), months(both, false)]).toEqual([18, 960]);
  expect([months({ age: "5" }, true), months({ born: both.born }, false), months({}, true)]).toEqual([60, 18, null]);
});

test("a mailbox is one whoever spells it, a phone is its number", () => {
  const counted = (to: string) => countedReach({ kind: "mail", to });
  expect(["Ma@example.org", "MA+1@EXAMPLE.org", "ma+a+b@example.org"].map(counted)).toEqual(Array(3).fill("ma@example.org"));
  expect(counted("+a@example.org"), "a box whose name begins so is its own").toBe("+a@example.org");
  expect(countedReach({ kind: "phone", to: "13800001234" })).toBe("13800001234");
});

test("of a long address a heading quotes the beginning, a short one whole", () => {
  expect(quoted("花园路街道")).toBe("花园路街道");
  expect(quoted("Garden Road Subdistrict, East District, Made")).toBe("Garden Road Subdistrict, East District, Made");
  expect(quoted("示例".repeat(12))).toBe("示例".repeat(12));
  expect(quoted("示例".repeat(40))).toBe(`${"示例".repeat(11)}示…`);
  expect(quoted("a ".repeat(40))).toBe(`${"a ".repeat(23)}a…`);
});

test("a field for years takes what an address takes as years, and nothing else is sent and lost", () => {
  const inField = new RegExp(`^(?:${YEARS_PATTERN})$`, "v");
  for (const typed of ["0", "8", "80", "119", "120", "121", "200", "八十", "80岁", "7.5", "-3"])
    expect(askedFrom(new URLSearchParams({ age: typed }), "2026-11-23").age !== null, typed).toBe(inField.test(typed));
});

test("a page about a place tells what its address said that is no answer, and says nothing of what is one", () => {
  const told = (address: string) => notAsked(new URLSearchParams(address), "2027-02-20");
  expect(told("")).toEqual({});
  expect(told("start=2027-02&born=2025年3月1日&age=72")).toEqual({});
  expect(told("start=2027-06&born=2027-05-10"), "not born yet, and starts later").toEqual({});
  expect(told("start=2026-12&born=nonsense&age=old")).toEqual({
    start: { given: "2026-12", why: "start-away" },
    born: { given: "nonsense", why: "born-no-day" },
    age: { given: "old", why: "age-no-years" },
  });
  expect(told("born=2027-02-30").born?.why).toBe("born-no-day");
  expect(told("born=2027-05-10").born?.why).toBe("born-later");
  expect(told(`born=${"x".repeat(500)}`).born?.given).toHaveLength(40);
});
