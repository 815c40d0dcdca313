// Child care of the demo, every number of it assumed (nursery-plan.ts): houses with classes, prices, documents and a low
// take-up. A few are planned, stand still or have closed; they are in no count of the end of 2025.
import type { CalendarDay } from "~/shared/calendar-day";
import { best, dayBetween, madeOperators, yearsAfter, type CareSites } from "./care-sites";
import type { DemoCommunity } from "./demo-places";
import type { MadeClass, MadeDocument, MadeFacility, MadeOffering, MadeOperator, MadeState } from "./made-facility";
import { nurseryClasses } from "./nursery-classes";
import { nurseryPlan, type NurseryKind, type PlannedNursery } from "./nursery-plan";
import { randomStream, type RandomStream } from "./random-stream";

const PREFIX: Record<NurseryKind, string> = {
  "nursery-institution": "NI",
  "kindergarten-class": "KC",
  "family-nursery": "FN",
  "employer-nursery": "EN",
};

const OPERATORS: Record<NurseryKind, readonly MadeOperator[]> = {
  "nursery-institution": [
    ...madeOperators("private", 60, (n) => `示例托育${n}公司`),
    ...madeOperators("public-built-private-run", 20, (n) => `示例公建民营托育${n}公司`),
    ...madeOperators("nonprofit", 16, (n) => `示例普惠托育${n}服务社`),
  ],
  "kindergarten-class": [
    ...madeOperators("public", 24, (n) => `示例公办幼教${n}园`),
    ...madeOperators("private", 24, (n) => `示例幼教${n}公司`),
  ],
  "family-nursery": madeOperators("private", 30, (n) => `示例家庭托育${n}户`),
  "employer-nursery": madeOperators("public", 20, (n) => `示例用人单位${n}工会`),
};

/** A house with its life; the usual one opens and operates on. */
interface House extends PlannedNursery {
  readonly externalId: string;
  readonly life: readonly MadeState[];
}

export function nurseries(sites: CareSites): MadeFacility[] {
  const stream = randomStream("nurseries/details");
  const plan = nurseryPlan(sites);
  const numbers = { "nursery-institution": 0, "kindergarten-class": 0, "family-nursery": 0, "employer-nursery": 0 };
  const houses = [
    ...plan.map((nursery) => ({ ...nursery, life: usualLife(nursery.opened, stream) })),
    ...otherHouses(sites, stream),
  ];
  return houses.map((house) => {
    const externalId = `${PREFIX[house.kind]}-${String(++numbers[house.kind]).padStart(4, "0")}`;
    return nursery(sites, { ...house, externalId }, stream);
  });
}

const usualLife = (opened: CalendarDay, stream: RandomStream): MadeState[] =>
  opened > "2024-06-30" || stream.percent(15)
    ? [
        { state: "planned", from: yearsAfter(opened, -1), to: opened },
        { state: "operating", from: opened, to: null },
      ]
    : [{ state: "operating", from: opened, to: null }];

/** Closed during 2025, standing still since 2024, being built, planned: none of them operates at the end of 2025. */
function otherHouses(sites: CareSites, stream: RandomStream): Omit<House, "externalId">[] {
  const lives: readonly { count: number; lifeOf: (opened: CalendarDay) => MadeState[] }[] = [
    {
      count: 38,
      lifeOf: (opened) => [
        { state: "operating", from: opened, to: "2025-07-15" },
        { state: "closed", from: "2025-07-15", to: null, reason: "生源不足，停止托育服务（演示）" },
      ],
    },
    {
      count: 12,
      lifeOf: (opened) => [
        { state: "operating", from: opened, to: "2024-03-01" },
        { state: "suspended", from: "2024-03-01", to: null, reason: "装修整改，暂停招生（演示）" },
      ],
    },
    { count: 14, lifeOf: () => [{ state: "building", from: "2025-10-01", to: null }] },
    { count: 10, lifeOf: () => [{ state: "planned", from: "2025-11-15", to: null }] },
  ];
  const chosen = best(sites.communities, 74, () => stream.next());
  return lives
    .flatMap(({ count, lifeOf }) => Array.from({ length: count }, () => lifeOf))
    .map((lifeOf, i) => {
      const life = lifeOf(dayBetween(stream, [2019, 3], [2023, 9]));
      const community: DemoCommunity = chosen[i]!;
      return {
        kind: "nursery-institution",
        community,
        places: stream.whole(20, 50),
        opened: life[0]!.from,
        inclusive: stream.percent(60) ? "always" : "never",
        life,
      };
    });
}

function nursery(sites: CareSites, house: House, stream: RandomStream): MadeFacility {
  const { community, kind, externalId } = house;
  return {
    externalId,
    name: nameOf(house),
    kindKey: kind,
    operator: stream.pick(OPERATORS[kind]),
    address: sites.addressIn(community),
    areaCode: community.code,
    at: sites.near(community, stream),
    note: kind === "employer-nursery" ? "主要面向本单位职工子女（演示）" : "",
    states: house.life,
    offerings: offeringsOf(house, stream),
    documents: documentsOf(house, sites.districtOf(community.code).area.name, stream),
    contactRole: "咨询电话",
    hours: [
      { byDay: "MO,TU,WE,TH,FR", opensAt: "07:30", closesAt: stream.percent(60) ? "18:00" : "17:30" },
      ...(stream.percent(18) ? [{ byDay: "SA", opensAt: "08:30", closesAt: "12:00" }] : []),
    ],
  };
}

const WORDS = ["小芽", "彩虹", "星星", "向日葵", "小鹿", "蒲公英", "月亮", "童心", "萌芽", "小树", "朵朵", "阳光"] as const;

function nameOf({ kind, community, externalId }: House): string {
  const place = community.name.replace(/(社区|村)$/, "");
  const word = WORDS[Number(externalId.slice(3)) % WORDS.length]!;
  switch (kind) {
    case "nursery-institution":
      return `${place}${word}托育园`;
    case "kindergarten-class":
      return `${place}${word}幼儿园托班`;
    case "family-nursery":
      return `${place}${word}家庭托育点`;
    case "employer-nursery":
      return `${place}示例单位${word}托育点`;
  }
}

/** Closed houses offer nothing after their last day; one that joined the inclusive scheme later has two offerings in turn. */
function offeringsOf(house: House, stream: RandomStream): MadeOffering[] {
  const serviceType = house.kind === "kindergarten-class" ? "toddler-class" : "nursery";
  const to = house.life.find(({ state }) => state === "closed")?.from ?? null;
  const classes = houseClasses(house, stream);
  const during = (from: CalendarDay, until: CalendarDay | null, isInclusive: boolean): MadeOffering => ({
    serviceType,
    from,
    to: until,
    classes: classes.map((made) => classDuring(made, from, until, isInclusive)),
  });
  const from = house.opened;
  const turns =
    house.inclusive === "always" || house.inclusive === "never"
      ? [during(from, to, house.inclusive === "always")]
      : [during(from, house.inclusive, false), during(house.inclusive, to, true)];
  return house.kind === "kindergarten-class" && stream.percent(22) ? [...turns, afterHours(from, to, stream)] : turns;
}

interface HouseClass {
  readonly kind: string;
  readonly carePattern: MadeClass["carePattern"];
  readonly ageMonths: readonly [number, number];
  readonly licensed: number;
  readonly staffed: number;
  readonly taken: number | null;
  readonly cappedFen: number;
  readonly freeFen: number;
  readonly mealsFen: number;
}

function houseClasses({ kind, places, life }: House, stream: RandomStream): HouseClass[] {
  const isFamily = kind === "family-nursery";
  const classes = isFamily
    ? [{ class: { kind: "mixed", ageMonths: [18, 36] as const }, licensed: places }]
    : nurseryClasses(places, kind === "kindergarten-class", stream);
  const capped = stream.whole(108, 198) * 1_000;
  const free = stream.whole(260, 480) * 1_000;
  const meals = stream.whole(12, 22) * 100;
  const takeUp = stream.percent(7) ? 1 : 0.15 + 0.5 * stream.next();
  const tells = stream.percent(88);
  const isOpen = life.some(({ state }) => state === "operating");
  return classes.map(({ class: { kind: classKind, ageMonths }, licensed }, i) => {
    const staffed = stream.percent(40) ? licensed : Math.ceil(licensed * (0.6 + 0.4 * stream.next()));
    const dearer = classKind === "infant" ? 40_000 : classKind === "toddler-12" ? 20_000 : 0;
    const isLast = i === classes.length - 1;
    const carePattern =
      isLast && i > 0 && stream.percent(12) ? "half-day" : isFamily && stream.percent(15) ? "hourly" : "full-day";
    const share = carePattern === "half-day" ? 0.6 : 1;
    return {
      kind: classKind,
      carePattern,
      ageMonths,
      licensed,
      staffed,
      taken: isOpen && tells ? Math.min(staffed, Math.round(staffed * takeUp * (0.8 + 0.4 * stream.next()))) : null,
      cappedFen: Math.round(capped * share),
      freeFen: Math.round((free + dearer) * share),
      mealsFen: meals,
    };
  });
}

function classDuring(made: HouseClass, from: CalendarDay, to: CalendarDay | null, isInclusive: boolean): MadeClass {
  const { kind, carePattern, ageMonths, licensed, staffed, taken } = made;
  const care = { tier: "保育费", amountFen: isInclusive ? made.cappedFen : made.freeFen, from };
  return {
    kind,
    carePattern,
    ageMonths,
    isInclusive,
    capacities: [{ from, to, licensed, staffed, taken }],
    prices: [
      carePattern === "hourly"
        ? { ...care, amountFen: Math.round(care.amountFen / 60 / 100) * 100, unit: "hour" }
        : { ...care, unit: "month" },
      { tier: "餐费", amountFen: made.mealsFen, unit: "day", from },
    ],
  };
}

function afterHours(from: CalendarDay, to: CalendarDay | null, stream: RandomStream): MadeOffering {
  const licensed = stream.whole(15, 40);
  const capacities = [{ from, to, licensed, staffed: licensed, taken: stream.whole(3, licensed) }];
  const prices = [{ tier: "延时服务费", amountFen: stream.whole(10, 20) * 100, unit: "hour" as const, from }];
  return { serviceType: "after-hours", from, to, classes: [{ kind: "general", carePattern: "hourly", capacities, prices }] };
}

/** Filing is not a licence: some houses have the one without the other, and some papers have run out. */
function documentsOf({ kind, externalId, opened }: House, district: string, stream: RandomStream): MadeDocument[] {
  const firedOn = dayBetween(stream, [2021, 6], [2025, 9]);
  const foodOn = dayBetween(stream, [2020, 3], [2025, 9]);
  const isKindergarten = kind === "kindergarten-class";
  const papers: readonly (MadeDocument & { readonly share: number })[] = [
    {
      share: kind === "family-nursery" ? 70 : 97,
      kind: "licence",
      number: `演示-照-${externalId}`,
      issuer: isKindergarten ? `${district}教育局（演示）` : `${district}市场监管（演示）`,
      issuedOn: opened,
      expiresOn: isKindergarten ? yearsAfter(opened, 5) : null,
    },
    {
      share: isKindergarten ? 60 : 84,
      kind: "filing",
      number: `演示-托备-${externalId}`,
      issuer: `${district}卫生健康委（演示）`,
      issuedOn: opened,
      expiresOn: null,
    },
    {
      share: 94,
      kind: "fire",
      number: `演示-消-${externalId}`,
      issuer: `${district}消防（演示）`,
      issuedOn: firedOn,
      expiresOn: yearsAfter(firedOn, 3),
    },
    {
      share: 88,
      kind: "food",
      number: `演示-食-${externalId}`,
      issuer: `${district}市场监管（演示）`,
      issuedOn: foodOn,
      expiresOn: yearsAfter(foodOn, 5),
    },
  ];
  return papers.filter(({ share }) => stream.percent(share)).map(({ share: _, ...paper }) => paper);
}
