import { useTranslation } from "react-i18next";
import { ACCESS_FACTS, CARE_PATTERNS } from "~/modules/catalog/domain/facility";
import type { CompareRow } from "../domain/compare-places";
import { foremostClass, foremostFee, type PricedFee, type PublicPlace, type ReadClass } from "../domain/public-place";
import { usePlaceWords } from "./place-words";

/** What is compared, a row a fact, in words; null where nobody has said. */
export function useCompareRows(places: readonly PublicPlace[]): CompareRow[] {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const classesOf = ({ facility }: PublicPlace) => facility.offerings.flatMap((offering) => offering.classes);
  const row = (key: string, cell: (place: PublicPlace) => string | null): CompareRow => ({ key, cells: places.map(cell) });
  const price = (kind: PricedFee["fee"]) => (place: PublicPlace) => {
    const found = foremostFee(place, kind);
    return found && words.perUnit(found.amountFen, found.unit);
  };
  const yours = (kind: PricedFee["fee"]) => (place: PublicPlace) => {
    const found = foremostFee(place, kind);
    return found && words.perUnit(found.split.personFen, found.unit);
  };
  const each = (place: PublicPlace, said: (one: ReadClass) => string | null): string | null => {
    const all = new Set(classesOf(place).flatMap((one) => said(one) ?? []));
    return all.size === 0 ? null : [...all].join(t("compare.join"));
  };
  const paper = (place: PublicPlace, kind: "licence" | "filing") =>
    ({ holds: t("place.papers.holds"), expired: t("place.papers.expired"), "none-on-record": t("place.papers.none") })[
      place[kind]
    ];
  const inspection = ({ facility: { inspections } }: PublicPlace) => {
    const [last] = inspections;
    if (!last) return t("compare.unpublished");
    return `${words.date(last.inspectedOn)} ${t(`place.inspections.result.${last.result}`, { findings: last.findings, open: last.openFindings })}`;
  };
  const vacancy = (place: PublicPlace) => {
    const first = foremostClass(place);
    if (!place.countsPlaces || !first) return t("place.free.none");
    const said = t("compare.withAge", {
      free: `${words.kind(first.kind)} ${words.free(first.vacancy)}`,
      age: words.freshness(first.vacancy),
    });
    return first.expected ? t("compare.withExpected", { said, expected: words.expected(first.expected) }) : said;
  };
  return [
    row("kind", ({ facility }) => words.name(facility.kind)),
    ...(places.some(({ walk }) => walk !== null) ? [row("walk", ({ walk }) => walk && words.walk(walk))] : []),
    row("free", vacancy),
    row("care", price("care")),
    row("careYou", yours("care")),
    row("meals", price("meals")),
    row("mealsYou", yours("meals")),
    row("inclusive", (place) => t(classesOf(place).some(({ isInclusive }) => isInclusive) ? "compare.yes" : "compare.no")),
    row("ages", (place) => each(place, (one) => (one.fromMonths === null && one.toMonths === null ? null : words.ages(one)))),
    row("patterns", (place) => {
      const has = CARE_PATTERNS.filter((pattern) => classesOf(place).some((one) => one.pattern === pattern));
      return has.length === 0 ? null : has.map((pattern) => t(`place.pattern.${pattern}`)).join(t("compare.join"));
    }),
    row("ratio", (place) =>
      each(place, (one) =>
        one.peoplePerCarer === null ? null : `${words.kind(one.kind)} ${t("place.ratio.people", { count: one.peoplePerCarer })}`,
      ),
    ),
    row("open", ({ open, facility }) =>
      facility.state === "operating" ? words.open(open) : t(`place.state.${facility.state ?? "none"}`),
    ),
    row("licence", (place) => paper(place, "licence")),
    row("filing", (place) => paper(place, "filing")),
    row("grade", ({ grade }) => (grade ? t("place.grade.grade", { grade: grade.grade }) : t("compare.unpublished"))),
    row("inspection", inspection),
    ...ACCESS_FACTS.map((fact) =>
      row(fact, ({ facility }) => (facility.access[fact] === null ? null : words.yesNo(facility.access[fact]))),
    ),
    row("operator", ({ facility }) => facility.operator && t(`place.operator.${facility.operator.kind}`)),
    row("address", ({ facility }) => facility.address || null),
  ];
}
