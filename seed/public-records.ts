// What the demo's places are said to be like inside, how they were graded and inspected, and what the city pays of a fee: every
// line of it made, says so, and leaves some of it unsaid, as in a real city.
import type { CalendarDay } from "~/shared/calendar-day";
import { dayBetween, yearsAfter } from "./care-sites";
import type { FacilityGradeRow, FacilityRow, OfferingClassRow, PublishedInspectionRow, SubsidyRuleRow } from "./city-records";
import { demoKeys } from "./demo-keys";
import type { FacilityRecords } from "./facility-rows";
import { randomStream, type RandomStream } from "./random-stream";

const MADE = "演示数据，非真实公布 / made for the demo, published nowhere";
const NURSERIES = ["nursery-institution", "family-nursery", "employer-nursery"];
/** As published [P]; a place may do better. */
const PER_CARER: Readonly<Record<string, number>> = { infant: 3, "toddler-12": 5, "toddler-24": 7, mixed: 5 };

export interface PublicRecords {
  readonly facility: FacilityRow[];
  readonly offeringClass: OfferingClassRow[];
  readonly facilityGrade: FacilityGradeRow[];
  readonly publishedInspection: PublishedInspectionRow[];
  readonly subsidyRule: SubsidyRuleRow[];
}

export function publicRecords(records: Pick<FacilityRecords, "facility" | "offeringClass">, cityCode: string): PublicRecords {
  const key = demoKeys("public-records");
  const [inside, grades, checks, carers] = ["access", "grades", "inspections", "carers"].map((name) =>
    randomStream(`public-records/${name}`),
  ) as [RandomStream, RandomStream, RandomStream, RandomStream];
  return {
    facility: records.facility.map((facility) => ({ ...facility, ...accessOf(inside) })),
    offeringClass: records.offeringClass.map((row) => ({ ...row, peoplePerCarer: perCarer(row.kind, carers) })),
    facilityGrade: records.facility.flatMap(({ id, kindKey }) =>
      NURSERIES.includes(kindKey) && grades.percent(55) ? [gradeOf(key(), id, grades)] : [],
    ),
    publishedInspection: records.facility.flatMap(({ id }) =>
      checks.percent(60) ? Array.from({ length: checks.whole(1, 3) }, (_, nth) => inspectionOf(key(), id, nth, checks)) : [],
    ),
    subsidyRule: subsidyRules(cityCode, key),
  };
}

const perCarer = (kind: string, stream: RandomStream): number | null => {
  const most = PER_CARER[kind];
  return most === undefined || !stream.percent(70) ? null : Math.max(2, most - (stream.percent(45) ? 1 : 0));
};

function accessOf(stream: RandomStream) {
  const said = (yes: number) => (stream.percent(75) ? stream.percent(yes) : null);
  return { stepFree: said(70), lift: said(40), pramParking: said(50), accessibleToilet: said(45) };
}

function gradeOf(id: string, facilityId: string, stream: RandomStream): FacilityGradeRow {
  const gradedOn = dayBetween(stream, [2023, 6], [2025, 10]);
  const turn = stream.whole(1, 100);
  return {
    ...{ id, facilityId, gradedOn, validTo: yearsAfter(gradedOn, 3), standard: "WS/T 821" },
    grade: turn <= 20 ? "A" : turn <= 65 ? "B" : turn <= 92 ? "C" : "D",
    ...{ gradedBy: "区托育质量评估组（演示）", source: MADE },
  };
}

const KINDS = ["routine", "unannounced", "special"] as const;

function inspectionOf(id: string, facilityId: string, nth: number, stream: RandomStream): PublishedInspectionRow {
  const year = 2025 - nth;
  const inspectedOn: CalendarDay = dayBetween(stream, [year, 1], [year, 11]);
  const findings = stream.percent(45) ? 0 : stream.whole(1, 6);
  const openFindings = nth === 0 && findings > 0 && stream.percent(35) ? stream.whole(1, findings) : 0;
  return {
    ...{ id, facilityId, inspectedOn, findings, openFindings, kind: stream.pick(KINDS) },
    result: findings === 0 ? "passed" : openFindings === 0 ? "put-right" : "to-put-right",
    summary: openFindings > 0 ? "疏散通道标识与食品留样记录待完善（演示）" : "",
    ...{ inspectedBy: "区联合检查组（演示）", source: MADE },
  };
}

const ANY = { menu: null, classKind: null, carePattern: null, inclusiveOnly: false, ageFromMonths: null, ageToMonths: null };
const FROM = { validFrom: "2025-01-01", validTo: null };

/** Meals by age band × hardship × menu; care of children by class, hardship and whether the place is inclusive. */
function subsidyRules(cityCode: string, key: () => string): SubsidyRuleRow[] {
  const years = (from: number, to: number | null) => ({ ageFromMonths: from * 12, ageToMonths: to === null ? null : to * 12 });
  type Said = Omit<
    SubsidyRuleRow,
    "id" | "cityCode" | "validFrom" | "validTo" | "source" | "mark" | "operatorFen" | "toOperatorFen"
  > &
    Partial<SubsidyRuleRow>;
  const rule = (said: Said): SubsidyRuleRow => ({
    ...{ id: key(), cityCode, operatorFen: 0, toOperatorFen: 0, source: MADE, mark: "?", ...FROM },
    ...said,
  });
  const meals = { ...ANY, serviceType: "meals", fee: "meals", unit: "meal" } as const;
  const care = { ...ANY, fee: "care", unit: "month", inclusiveOnly: true } as const;
  const nurseries = ["nursery", "toddler-class"].flatMap((serviceType) => [
    rule({
      ...care,
      serviceType,
      nameZh: "普惠托位补助（演示）",
      nameEn: "Inclusive place (demo)",
      hardship: "any",
      cityFen: 20_000,
      toOperatorFen: 10_000,
    }),
    rule({
      ...care,
      serviceType,
      classKind: "infant",
      nameZh: "乳儿班补助（演示）",
      nameEn: "Infant class (demo)",
      hardship: "any",
      cityFen: 30_000,
      toOperatorFen: 10_000,
    }),
    rule({
      ...care,
      serviceType,
      nameZh: "三孩家庭补助（演示）",
      nameEn: "Third child (demo)",
      hardship: "third-child",
      cityFen: 40_000,
      operatorFen: 10_000,
    }),
    rule({
      ...care,
      serviceType,
      nameZh: "低保家庭补助（演示）",
      nameEn: "Low income (demo)",
      hardship: "low-income",
      cityFen: 60_000,
      operatorFen: 20_000,
    }),
    rule({
      ...ANY,
      serviceType,
      fee: "meals",
      unit: "day",
      nameZh: "低保家庭餐费补助（演示）",
      nameEn: "Low income, meals (demo)",
      hardship: "low-income",
      cityFen: 500,
    }),
  ]);
  return [
    ...nurseries,
    rule({
      ...meals,
      ...years(70, 80),
      nameZh: "70–79岁助餐补贴（演示）",
      nameEn: "Meals at 70–79 (demo)",
      hardship: "any",
      cityFen: 200,
    }),
    rule({
      ...meals,
      ...years(80, null),
      nameZh: "80岁以上助餐补贴（演示）",
      nameEn: "Meals from 80 on (demo)",
      hardship: "any",
      cityFen: 300,
      operatorFen: 100,
    }),
    rule({
      ...meals,
      ...years(80, null),
      menu: "晚餐",
      nameZh: "80岁以上晚餐补贴（演示）",
      nameEn: "Dinner from 80 on (demo)",
      hardship: "any",
      cityFen: 400,
      operatorFen: 100,
    }),
    rule({
      ...{ ...meals, ...years(60, null), nameZh: "特殊困难老人助餐补贴（演示）", nameEn: "Meals in special hardship (demo)" },
      ...{ hardship: "special-hardship", cityFen: 500, operatorFen: 100, toOperatorFen: 300, mark: "P" },
      source:
        "仿照一城公开做法：每人补5元、补机构3元，转引自二手资料 / after one city: ¥5 off per person, ¥3 to the operator, from a secondary copy",
    }),
    rule({
      ...meals,
      ...years(60, null),
      nameZh: "低保老人助餐补贴（演示）",
      nameEn: "Meals on low income (demo)",
      hardship: "low-income",
      cityFen: 400,
    }),
  ];
}
