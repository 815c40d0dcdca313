// The centres of elder care: 114 street centres and 1,052 community centres, all operating by mid 2024 [S]. Which streets
// and communities have one is made: the larger and older first, with gaps. The meal points of 2025 share their sites (our
// inference: 1,166 = 114 + 1,052).
import type { CalendarDay } from "~/shared/calendar-day";
import { best, calendarDay, dayBetween, madeOperators, yearsAfter, type CareSites } from "./care-sites";
import type { DemoCommunity } from "./demo-places";
import type { MadeClass, MadeDocument, MadeFacility, MadeOffering, MadeState } from "./made-facility";
import { peopleIn } from "~/modules/places/domain/population-groups";
import { randomStream, type RandomStream } from "./random-stream";

export const STREET_CENTRES = 114;
export const COMMUNITY_CENTRES = 1_052;
const SUSPENDED_BETWEEN = 24;

const OPERATORS = [
  ...madeOperators("public-built-private-run", 18, (n) => `示例公建民营养老${n}公司`),
  ...madeOperators("private", 24, (n) => `示例养老服务${n}公司`),
  ...madeOperators("nonprofit", 16, (n) => `示例公益助老${n}服务社`),
];
const VILLAGE_OPERATORS = madeOperators("village-collective", 20, (n) => `示例村集体养老${n}合作社`);

/** How far a centre stands from the middle of its community: a village covers several hamlets, the centre is in one. */
const REACH = { urban: { least: 50, most: 450 }, rural: { least: 50, most: 750 } };

interface Centre {
  readonly externalId: string;
  readonly name: string;
  readonly kindKey: "street-centre" | "community-centre";
  readonly community: DemoCommunity;
}

export function elderCentres(sites: CareSites): MadeFacility[] {
  const centres = [...streetCentres(sites), ...communityCentres(sites)];
  const stream = randomStream("elder-centres/details");
  return centres.map((centre, i) =>
    operatingCentre(sites, centre, stream, i % Math.floor(centres.length / SUSPENDED_BETWEEN) === 7),
  );
}

/** One centre each for the streets with most elders, beside their most populous community. */
function streetCentres(sites: CareSites): Centre[] {
  const stream = randomStream("elder-centres/streets");
  const byStreet = new Map<string, DemoCommunity[]>();
  for (const community of sites.communities)
    byStreet.set(community.streetCode, [...(byStreet.get(community.streetCode) ?? []), community]);
  const streets = [...byStreet].map(([code, communities]) => {
    const elders = communities.reduce((sum, { people }) => sum + peopleIn(people, "75plus"), 0);
    return { code, communities, score: elders * Math.exp(0.5 * stream.normal()) };
  });
  return best(streets, STREET_CENTRES, ({ score }) => score).map(({ code, communities }, i) => ({
    externalId: `SC-${String(i + 1).padStart(4, "0")}`,
    name: `${sites.streetName(code)}综合养老服务中心`,
    kindKey: "street-centre",
    community: communities.reduce((most, next) =>
      peopleIn(next.people, "75plus") > peopleIn(most.people, "75plus") ? next : most,
    ),
  }));
}

function communityCentres(sites: CareSites): Centre[] {
  const stream = randomStream("elder-centres/communities");
  const score = ({ people, areaClass }: DemoCommunity) =>
    peopleIn(people, "75plus") ** 0.3 * (areaClass === "urban" ? 1.15 : 1) * Math.exp(0.8 * stream.normal());
  return best(sites.communities, COMMUNITY_CENTRES, score).map((community, i) => ({
    externalId: `CC-${String(i + 1).padStart(4, "0")}`,
    name: `${community.name}日间照料中心`,
    kindKey: "community-centre",
    community,
  }));
}

function operatingCentre(sites: CareSites, centre: Centre, stream: RandomStream, wasSuspended: boolean): MadeFacility {
  const { community } = centre;
  const opened = dayBetween(stream, [2016, 3], [2024, 5]);
  return {
    externalId: centre.externalId,
    name: centre.name,
    kindKey: centre.kindKey,
    operator: stream.pick(community.areaClass === "rural" && stream.percent(70) ? VILLAGE_OPERATORS : OPERATORS),
    address: sites.addressIn(community),
    areaCode: community.code,
    at: sites.near(community, stream, REACH[community.areaClass]),
    states: lifeOf(opened, stream, wasSuspended),
    offerings: centreOfferings(centre, opened, stream),
    documents: centreDocuments(centre, opened, sites.districtOf(community.code).area.name, stream),
    contactRole: "值班电话",
    hours: [{ byDay: stream.percent(45) ? "MO,TU,WE,TH,FR,SA,SU" : "MO,TU,WE,TH,FR,SA", opensAt: "08:00", closesAt: "17:30" }],
  };
}

/** Planned and building before it opened where that is remembered; some stood still between the two counting days. */
function lifeOf(opened: CalendarDay, stream: RandomStream, wasSuspended: boolean): MadeState[] {
  const before: MadeState[] =
    opened > "2020" && stream.percent(35)
      ? [
          { state: "planned", from: yearsAfter(opened, -2), to: yearsAfter(opened, -1) },
          { state: "building", from: yearsAfter(opened, -1), to: opened },
        ]
      : [];
  if (!wasSuspended) return [...before, { state: "operating", from: opened, to: null }];
  return [
    ...before,
    { state: "operating", from: opened, to: "2024-09-01" },
    { state: "suspended", from: "2024-09-01", to: "2025-03-01", reason: "消防改造，暂停服务（演示）" },
    { state: "operating", from: "2025-03-01", to: null },
  ];
}

function centreOfferings({ kindKey, community }: Centre, opened: CalendarDay, stream: RandomStream): MadeOffering[] {
  const isStreet = kindKey === "street-centre";
  const mealsFrom = calendarDay(2025, stream.whole(1, 12), 1);
  const others = [
    { serviceType: "bathing", share: isStreet ? 62 : 9, amountFen: 4_000 },
    { serviceType: "cleaning", share: isStreet ? 48 : 12, amountFen: 3_500 },
    { serviceType: "rehabilitation", share: isStreet ? 70 : 14, amountFen: 6_000 },
  ];
  const isUrban = community.areaClass === "urban";
  return [
    { serviceType: "day-care", from: opened, to: null, classes: [dayPlaces(isStreet, isUrban, opened, stream)] },
    { serviceType: "meals", from: mealsFrom, to: null, classes: [mealSeats(isStreet, isUrban, mealsFrom, stream)] },
    ...others
      .filter(({ share }) => stream.percent(share))
      .map(({ serviceType, amountFen }) => {
        const prices = [{ tier: "标准", amountFen, unit: "hour" as const, from: opened }];
        const perDay = stream.whole(3, isStreet ? 16 : 8);
        const capacities = [{ from: opened, to: null, licensed: perDay, staffed: stream.whole(2, perDay), taken: null }];
        return { serviceType, from: opened, to: null, classes: [{ kind: "general", capacities, prices }] };
      }),
  ];
}

function dayPlaces(isStreet: boolean, isUrban: boolean, opened: CalendarDay, stream: RandomStream): MadeClass {
  const licensed = isStreet ? stream.whole(30, 60) : isUrban ? stream.whole(12, 35) : stream.whole(8, 20);
  const staffed = Math.round(licensed * (0.6 + 0.4 * stream.next()));
  const taken = stream.percent(85) ? Math.round(staffed * (0.25 + 0.7 * stream.next())) : null;
  const earlier = Math.round(staffed * 0.8);
  return {
    kind: "day-place",
    carePattern: "full-day",
    capacities: [
      ...(opened < "2025"
        ? [{ from: opened, to: "2025-01-01", licensed, staffed: earlier, taken: taken && Math.min(earlier, taken) }]
        : []),
      { from: opened < "2025" ? "2025-01-01" : opened, to: null, licensed, staffed, taken },
    ],
    prices: [
      { tier: "标准", amountFen: stream.whole(20, 45) * 100, unit: "day", from: opened },
      { tier: "特殊困难老人", amountFen: stream.whole(5, 15) * 100, unit: "day", from: opened },
    ],
  };
}

function mealSeats(isStreet: boolean, isUrban: boolean, from: CalendarDay, stream: RandomStream): MadeClass {
  const licensed = isStreet ? stream.whole(40, 90) : isUrban ? stream.whole(20, 50) : stream.whole(12, 30);
  const staffed = Math.round(licensed * (0.75 + 0.25 * stream.next()));
  const full = stream.whole(11, 15) * 100;
  return {
    kind: "meal-seat",
    capacities: [{ from, to: null, licensed, staffed, taken: null }],
    prices: [
      { tier: "午餐", amountFen: full, unit: "meal", from },
      { tier: "晚餐", amountFen: full - 200, unit: "meal", from },
    ],
  };
}

function centreDocuments({ externalId }: Centre, opened: CalendarDay, district: string, stream: RandomStream): MadeDocument[] {
  const firedOn = dayBetween(stream, [2021, 1], [2025, 6]);
  const foodOn = dayBetween(stream, [2020, 6], [2025, 9]);
  return [
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

/** Centres not yet open or standing still on both counting days: they are in lists and on the map, in no count. */
export function unopenedCentres(sites: CareSites, taken: readonly MadeFacility[]): MadeFacility[] {
  const stream = randomStream("elder-centres/unopened");
  const occupied = new Set(taken.map(({ areaCode }) => areaCode));
  const free = sites.communities.filter(({ code }) => !occupied.has(code));
  const kinds = [
    {
      count: 6,
      states: (): MadeState[] => [{ state: "planned", from: "2025-11-01", to: null, reason: "选址中（演示）" }],
      isPlaced: false,
    },
    { count: 6, states: (): MadeState[] => [{ state: "planned", from: "2025-10-15", to: null }], isPlaced: true },
    {
      count: 5,
      states: (): MadeState[] => [
        { state: "planned", from: "2025-03-01", to: "2025-08-15" },
        { state: "building", from: "2025-08-15", to: null },
      ],
      isPlaced: true,
    },
    {
      count: 3,
      states: (): MadeState[] => [
        { state: "operating", from: "2019-05-15", to: "2023-12-01" },
        { state: "suspended", from: "2023-12-01", to: null, reason: "房屋维修，暂停服务（演示）" },
      ],
      isPlaced: true,
    },
  ];
  const chosen = best(free, 20, () => stream.next());
  return kinds
    .flatMap(({ count, ...kind }) => Array.from({ length: count }, () => kind))
    .map(({ states, isPlaced }, i) => {
      const community = chosen[i]!;
      const life = states();
      const from = life[0]!.from;
      const externalId = `CP-${String(i + 1).padStart(4, "0")}`;
      return {
        externalId,
        name: `${community.name}日间照料中心`,
        kindKey: "community-centre",
        operator: stream.pick(OPERATORS),
        address: sites.addressIn(community),
        areaCode: community.code,
        at: isPlaced ? sites.near(community, stream) : null,
        states: life,
        offerings: [{ serviceType: "day-care", from, to: null, classes: [dayPlaces(false, true, from, stream)] }],
        documents: [],
        contactRole: "筹建联系",
        hours: [],
      };
    });
}
