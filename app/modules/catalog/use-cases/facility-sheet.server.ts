import type { City } from "~/modules/places/domain/city";
import { dayOf, now, today } from "~/platform/clock.server";
import type { ExportColumn } from "~/platform/spreadsheet-writer.server";
import type { UnitOfWork } from "~/platform/unit-of-work.server";
import type { CalendarDay } from "~/shared/calendar-day";
import { readSheetFacts } from "../data/facility-sheet.server";
import { ACCESS_FACTS, UNKNOWN_ACCESS } from "../domain/facility";
import type { FacilityRow } from "../domain/facility-row";
import { onlyClass, onlyPrice, vacancyOnSheet, type SheetClass, type SheetFacts } from "../domain/facility-sheet";
import { pricesOf } from "../domain/fee";
import type { Vacancy } from "../domain/vacancy";
import { vacanciesOf } from "./vacancies-of.server";

/** One line of the file: the list's row, what stands beside it, and the free places of each class as they are known now. */
export interface SheetLine {
  readonly row: FacilityRow;
  readonly facts: SheetFacts;
  readonly vacancyOf: ReadonlyMap<string, Vacancy>;
}

/** Words of the file, handed in by whoever knows the reader's language. */
export interface SheetWords {
  readonly heading: (field: string) => string;
  readonly type: (key: string) => string;
  readonly word: (prefix: string, key: string) => string;
  /** a sentence with figures in it */
  readonly phrase: (key: string, values: Readonly<Record<string, string | number>>) => string;
}

const NOTHING: SheetFacts = { access: UNKNOWN_ACCESS, grade: null, inspection: null, classes: [] };

/** Free places are said of now: a list of a day gone by says nothing of them. */
export async function sheetLines(
  uow: UnitOfWork,
  city: City,
  rows: readonly FacilityRow[],
  day: CalendarDay,
): Promise<SheetLine[]> {
  const facts = await readSheetFacts(
    uow,
    rows.map(({ id }) => id),
    day,
  );
  const classIds = [...facts.values()].flatMap(({ classes }) => classes.map(({ id }) => id));
  const isNow = day >= today(city.timeZone);
  const vacancyOf = isNow ? await vacanciesOf(uow, classIds, day.slice(0, 7), now()) : new Map<string, Vacancy>();
  return rows.map((row) => ({ row, facts: facts.get(row.id) ?? NOTHING, vacancyOf }));
}

type MakeColumn = (field: string, value: ExportColumn<SheetLine>["value"], width?: number) => ExportColumn<SheetLine>;

/** What families ask about; headings that an import knows are those of its template. */
export function sheetColumns(city: City, words: SheetWords, column: MakeColumn): ExportColumn<SheetLine>[] {
  const only = ({ row, facts }: SheetLine) => onlyClass(facts, row.offerings[0]?.serviceType);
  const [care, meals] = (["care", "meals"] as const).map((fee) => (line: SheetLine) => onlyPrice(only(line), fee));
  const unit = (price: ReturnType<NonNullable<typeof care>>) => (price ? words.word("priceUnit", price.unit) : null);
  const sum = ({ facts, vacancyOf }: SheetLine) => vacancyOnSheet(facts.classes.flatMap(({ id }) => vacancyOf.get(id) ?? []));
  const dayIn = (at: Date | null | undefined) => (at ? dayOf(at, city.timeZone) : null);
  return [
    column("carePattern", (line) => {
      const pattern = only(line)?.carePattern;
      return pattern ? words.word("carePattern", pattern) : null;
    }),
    column("careFee", (line) => yuan(care!(line)?.amountFen)),
    column("careFeeUnit", (line) => unit(care!(line))),
    column("mealFee", (line) => yuan(meals!(line)?.amountFen)),
    column("mealFeeUnit", (line) => unit(meals!(line))),
    column("vacancy", (line) => {
      const said = sum(line);
      return said && words.word("export.vacancyKind", said.kind);
    }),
    column("vacantPlaces", (line) => sum(line)?.places),
    column("vacancyConfirmed", (line) => dayIn(sum(line)?.confirmedAt)),
    column("classes", (line) => line.facts.classes.map((ofClass) => classText(ofClass, line, words, dayIn)).join("；"), 60),
    column("grade", ({ facts }) => facts.grade?.grade),
    column("gradedOn", ({ facts }) => facts.grade?.on),
    column("gradeValidTo", ({ facts }) => facts.grade?.validTo),
    column("inspection", ({ facts }) => facts.inspection && words.word("published.result", facts.inspection.result), 22),
    column("inspectedOn", ({ facts }) => facts.inspection?.on),
    column("openFindings", ({ facts }) => facts.inspection?.openFindings),
    ...ACCESS_FACTS.map((fact) =>
      column(fact, ({ facts }) => {
        const has = facts.access[fact];
        return has === null ? null : words.word("field", has ? "yes" : "no");
      }),
    ),
  ];
}

const yuan = (fen: number | undefined): number | null => (fen === undefined ? null : fen / 100);

/** «托育·托小班·全日托·12–24 月龄：保育费 1400 元/月，餐费 300 元/月，余 2（2026-11-20 确认）» */
function classText(
  ofClass: SheetClass,
  { vacancyOf }: SheetLine,
  words: SheetWords,
  dayIn: (at: Date | null) => string | null,
): string {
  const { serviceType, kind, carePattern, ageFromMonths, ageToMonths, prices } = ofClass;
  const named = [
    words.type(serviceType),
    kind === "general" ? null : words.word("classKind", kind),
    carePattern && words.word("carePattern", carePattern),
    ageFromMonths === null ? null : words.phrase("capacity.ages", { from: ageFromMonths, to: ageToMonths ?? "…" }),
  ];
  const fees = (["care", "meals"] as const).flatMap((fee) =>
    pricesOf(fee, serviceType, prices).map(({ tier, amountFen, unit }) =>
      words.phrase(`export.fee.${fee}`, { tier, yuan: amountFen / 100, unit: words.word("priceUnit", unit) }),
    ),
  );
  const vacancy = vacancyOf.get(ofClass.id);
  const said = vacancy && words.phrase(`export.said.${vacancy.kind}`, { ...saidOf(vacancy, dayIn) });
  return [named.filter(Boolean).join("·"), [...fees, said].filter(Boolean).join("，")].filter(Boolean).join("：");
}

const saidOf = (vacancy: Vacancy, dayIn: (at: Date | null) => string | null) =>
  vacancy.kind === "unknown"
    ? { places: "", day: dayIn(vacancy.lastConfirmedAt) ?? "—" }
    : { places: vacancy.kind === "free" ? vacancy.places : 0, day: dayIn(vacancy.confirmedAt) ?? "" };
