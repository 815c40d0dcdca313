// Residential care: 100 privately run homes in mid 2024; at the end of 2025 93 institutions (another category) with over
// 15,000 beds, more than 60 % of them nursing beds [S]. How one became the other is our assumption: 88 of the homes were
// registered anew under the new category during 2025, 12 closed, 5 institutions opened; every one says so itself.
import type { CalendarDay } from "~/shared/calendar-day";
import { apportion } from "./apportion";
import { best, calendarDay, dayBetween, madeOperators, yearsAfter, type CareSites } from "./care-sites";
import type { DemoCommunity } from "./demo-places";
import type { MadeClass, MadeDocument, MadeFacility, MadeOperator } from "./made-facility";
import { peopleIn } from "~/modules/places/domain/population-groups";
import { randomStream, type RandomStream } from "./random-stream";

export const PRIVATE_HOMES_2024 = 100;
export const INSTITUTIONS_2025 = 93;
const REGISTERED_ANEW = 88;
const LEAST_BEDS = 40;
/** Licensed beds, all and nursing. */
export const BEDS_2024 = { all: 14_120, nursing: 7_420 };
export const BEDS_2025 = { all: 15_368, nursing: 9_574 };

const ASSUMED = "演示假设";
const OPERATORS: readonly MadeOperator[] = [
  ...madeOperators("private", 30, (n) => `示例康养${n}公司`),
  ...madeOperators("nonprofit", 14, (n) => `示例敬老${n}基金社`),
  ...madeOperators("public-built-private-run", 10, (n) => `示例公办民营康养${n}公司`),
];

interface Home {
  readonly number: string;
  readonly community: DemoCommunity;
  readonly site: MadeFacility["at"];
  readonly operator: MadeOperator;
  readonly size: number;
  readonly opened: CalendarDay;
  /** The day it closed or was registered anew. */
  readonly turned: CalendarDay;
}

export function residentialCare(sites: CareSites): MadeFacility[] {
  const stream = randomStream("residential-care");
  const score = ({ people }: DemoCommunity) => peopleIn(people, "65plus") * Math.exp(1.2 * stream.normal());
  const all = PRIVATE_HOMES_2024 + INSTITUTIONS_2025 - REGISTERED_ANEW;
  const homes = best(sites.communities, all, score).map((community, i): Home => ({
    number: String(i + 1).padStart(4, "0"),
    community,
    site: sites.near(community, stream, { least: 150, most: 450 }),
    operator: stream.pick(OPERATORS),
    size: Math.exp(0.5 * stream.normal()),
    opened: dayBetween(stream, [2010, 3], [2024, 4]),
    turned: calendarDay(2025, stream.whole(1, 10), 1),
  }));
  // Every 21st home is new in 2025 (5 of 105); of the others every 8th closes for good (12 of 100).
  const opening = homes.filter((_, i) => i % 21 === 20);
  const former = homes.filter((_, i) => i % 21 !== 20);
  const closing = former.filter((_, i) => i % 8 === 4).slice(0, PRIVATE_HOMES_2024 - REGISTERED_ANEW);
  const anew = former.filter((home) => !closing.includes(home));
  return [
    ...privateHomes(sites, former, new Set(closing), stream),
    ...institutions(sites, [...anew, ...opening], new Set(opening), stream),
  ];
}

function privateHomes(
  sites: CareSites,
  homes: readonly Home[],
  closing: ReadonlySet<Home>,
  stream: RandomStream,
): MadeFacility[] {
  const beds = bedsOf(homes, BEDS_2024);
  return homes.map((home, i) => ({
    ...faceOf(sites, home, `PI-${home.number}`, "private-institution", stream),
    name: `${sites.streetName(home.community.code)}示例养老院${home.number.slice(1)}`,
    note: closing.has(home) ? `2025年停止运营（${ASSUMED}）` : `2025年按「养老机构」口径重新登记，见后续机构（${ASSUMED}）`,
    states: [
      { state: "operating", from: home.opened, to: home.turned },
      {
        state: "closed",
        from: home.turned,
        to: null,
        reason: closing.has(home) ? `停止运营（${ASSUMED}）` : `重新登记为养老机构（${ASSUMED}）`,
      },
    ],
    offerings: [
      {
        serviceType: "residential",
        from: home.opened,
        to: home.turned,
        classes: bedClasses(beds[i]!, home.opened, home.turned, stream),
      },
    ],
  }));
}

function institutions(
  sites: CareSites,
  homes: readonly Home[],
  opening: ReadonlySet<Home>,
  stream: RandomStream,
): MadeFacility[] {
  const beds = bedsOf(homes, BEDS_2025);
  return homes.map((home, i) => {
    const isNew = opening.has(home);
    const classes = bedClasses(beds[i]!, home.turned, null, stream);
    const therapy = { serviceType: "rehabilitation", from: home.turned, to: null, classes: [] };
    return {
      ...faceOf(sites, home, `RI-${home.number}`, "residential-institution", stream),
      name: `${sites.streetName(home.community.code)}示例养老机构${home.number.slice(1)}`,
      note: isNew ? `2025年新开办（${ASSUMED}）` : `由2024年社会办养老机构重新登记而来（${ASSUMED}）`,
      successorOf: isNew ? undefined : `PI-${home.number}`,
      states: [
        ...(isNew ? [{ state: "building" as const, from: "2024-03-01", to: home.turned }] : []),
        { state: "operating" as const, from: home.turned, to: null },
      ],
      offerings: [{ serviceType: "residential", from: home.turned, to: null, classes }, ...(stream.percent(35) ? [therapy] : [])],
    };
  });
}

function faceOf(sites: CareSites, home: Home, externalId: string, kindKey: string, stream: RandomStream) {
  return {
    externalId,
    kindKey,
    operator: home.operator,
    address: sites.addressIn(home.community),
    areaCode: home.community.code,
    at: home.site,
    documents: documentsOf(externalId, home.opened, sites.districtOf(home.community.code).area.name, stream),
    contactRole: "接待电话",
    hours: [{ byDay: "MO,TU,WE,TH,FR,SA,SU", opensAt: "00:00", closesAt: "23:59" }],
  };
}

interface Beds {
  readonly all: number;
  readonly nursing: number;
}

/** Splits the city's beds by size, at least 40 a home; the nursing share varies around the city's. */
function bedsOf(homes: readonly Home[], total: Beds): Beds[] {
  const all = apportion(
    total.all - LEAST_BEDS * homes.length,
    homes.map(({ size }) => size),
  ).map((beds) => beds + LEAST_BEDS);
  const nursing = apportion(total.nursing, all);
  return all.map((beds, i) => ({ all: beds, nursing: nursing[i]! }));
}

function bedClasses(beds: Beds, from: CalendarDay, to: CalendarDay | null, stream: RandomStream): MadeClass[] {
  const occupied = (licensed: number) => {
    const staffed = Math.round(licensed * (0.72 + 0.28 * stream.next()));
    return { from, to, licensed, staffed, taken: Math.round(staffed * (0.4 + 0.5 * stream.next())) };
  };
  const base = stream.whole(16, 26) * 10_000;
  return [
    {
      kind: "nursing-bed",
      capacities: [occupied(beds.nursing)],
      prices: [
        { tier: "半失能", amountFen: base + 90_000, unit: "month", from },
        { tier: "失能", amountFen: base + 190_000, unit: "month", from },
      ],
    },
    {
      kind: "general-bed",
      capacities: [occupied(beds.all - beds.nursing)],
      prices: [{ tier: "自理", amountFen: base, unit: "month", from }],
    },
  ];
}

function documentsOf(externalId: string, opened: CalendarDay, district: string, stream: RandomStream): MadeDocument[] {
  const firedOn = dayBetween(stream, [2022, 1], [2025, 6]);
  const foodOn = dayBetween(stream, [2020, 6], [2025, 9]);
  return [
    {
      kind: "licence",
      number: `演示-登-${externalId}`,
      issuer: `${district}行政审批（演示）`,
      issuedOn: opened,
      expiresOn: null,
    },
    { kind: "filing", number: `演示-备-${externalId}`, issuer: `${district}民政局（演示）`, issuedOn: opened, expiresOn: null },
    {
      kind: "fire",
      number: `演示-消-${externalId}`,
      issuer: `${district}消防（演示）`,
      issuedOn: firedOn,
      expiresOn: yearsAfter(firedOn, 3),
    },
    {
      kind: "food",
      number: `演示-食-${externalId}`,
      issuer: `${district}市场监管（演示）`,
      issuedOn: foodOn,
      expiresOn: yearsAfter(foodOn, 5),
    },
  ];
}
