import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import type { ExportValue } from "~/platform/spreadsheet-writer.server";
import { workbookInThread, type SheetToWrite } from "~/platform/workbook-in-thread.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { FIGURE_KEYS, ratePercent, type MonthFigures } from "../domain/month-figures";
import { ledgerOfMonth } from "../domain/month-address";
import type { FrozenFigures } from "../domain/month-report";
import { findingRows, ledgerRows, LIST_COLUMNS, unvisitedRows, type ListWords } from "./list-rows.server";
import { askedOf, monthInView, type MonthInView, type MonthPlace } from "./month-in-view.server";

/** Words of the workbook; elders are masked in it. */
export interface MonthWords extends Omit<ListWords, "name"> {
  readonly watermark: (taken: TakenOut, basis: string) => string;
}

/** 汇总表、台账、未访名单、问题清单 of a unit's month as one workbook. Names are masked; who took it out is on record first. */
export async function exportMonth(
  actor: Actor,
  city: City,
  place: MonthPlace,
  words: MonthWords,
): Promise<Verdict<Uint8Array<ArrayBuffer>, { readonly kind: "not-permitted" }>> {
  const { areaCode, line, month } = place;
  if (!mayIn(actor, "read:visits", areaCode, line)) return refused({ kind: "not-permitted" });
  const found = await monthInView(actor, city, place);
  if (!found.ok) return found;
  const taken = await takeOut(actor, { action: "export:visits", subject: null, areaCode, line, facts: { month } });
  const { t } = words;
  const sheet = (key: string, columns: readonly string[], rows: SheetToWrite["rows"]): SheetToWrite => ({
    name: t(`sheet.${key}`),
    headings: columns.map((column) => t(`sheet.column.${column}`)),
    watermark: words.watermark(taken, found.value.basis),
    rows,
  });
  const filter = ledgerOfMonth(place, null);
  const asked = { ...askedOf(city, place), category: null };
  const named = { ...words, name: maskedName };
  return granted(
    await workbookInThread([
      sheet("summary", ["unit", ...FIGURE_KEYS, "rate", "source", "since"], await summaryRows(found.value, place, words)),
      sheet("ledger", LIST_COLUMNS.ledger, ledgerRows(actor, city, filter, named)),
      sheet("unvisited", LIST_COLUMNS.unvisited, unvisitedRows(actor, asked, named)),
      sheet("findings", LIST_COLUMNS.findings, findingRows(actor, asked, named)),
    ]),
  );
}

async function summaryRows(
  { figures, isFrozen, correctionsBelow }: MonthInView,
  { areaCode }: MonthPlace,
  { t, area }: MonthWords,
): Promise<ExportValue[][]> {
  const name = await area([areaCode, ...figures.areas.map((each) => each.areaCode)]);
  const row = (label: string, of: MonthFigures, source = "", since: ExportValue = ""): ExportValue[] => {
    return [label, ...FIGURE_KEYS.map((key) => of[key]), ratePercent(of) ?? t("month.noRate"), source, since];
  };
  const sourceOf = ({ source = "handed-in" }: FrozenFigures["areas"][number]) =>
    source === "handed-in" ? t("reportState.submitted") : t(`${isFrozen ? "month.sourceThen" : "month.source"}.${source}`);
  const units = figures.areas.filter((each) => each.areaCode !== areaCode);
  const ofWhole = units.every(({ source }) => source === "live") ? "live" : "sum";
  return [
    row(name(areaCode), figures.total, isFrozen ? t("reportState.submitted") : t(`month.source.${ofWhole}`)),
    ...units.map((each) => row(name(each.areaCode), each.total, sourceOf(each), correctionsBelow[each.areaCode] ?? 0)),
    ...ISOLATION_CATEGORIES.flatMap((key) =>
      figures.byCategory[key] ? [row(t(`category.${key}`), figures.byCategory[key])] : [],
    ),
  ];
}

/** 张**: enough to recognise with the list beside it, nothing to look somebody up by. */
export const maskedName = (name: string): string => `${[...name][0] ?? ""}${"*".repeat(Math.max(1, [...name].length - 1))}`;
