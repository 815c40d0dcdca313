import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { ExportValue } from "~/platform/spreadsheet-writer.server";
import { workbookInThread, type SheetToWrite } from "~/platform/workbook-in-thread.server";
import { granted, refused, type Verdict } from "~/shared/verdict";
import { listUnvisited, type Unvisited } from "../data/month-figures.server";
import { namesOfPeople } from "../data/due-list.server";
import { listFindings } from "../data/findings.server";
import { listVisits, type LedgerTurn } from "../data/visit-ledger.server";
import type { LedgerRow } from "../domain/ledger-row";
import { FIGURE_KEYS, monthlyRate, type MonthFigures } from "../domain/month-figures";
import { monthAfter } from "../domain/month-report";
import { askedOf, monthInView, type MonthInView, type MonthPlace } from "./month-in-view.server";

/** Words of the workbook, handed in by whoever knows the reader's language. */
export interface MonthWords {
  readonly t: (key: string, facts?: Record<string, unknown>) => string;
  readonly area: (codes: readonly string[]) => Promise<(code: string) => string>;
  readonly time: (iso: string) => string;
  readonly watermark: (taken: TakenOut) => string;
}

const PIECE = 500;
/** A sheet of Excel ends somewhere; a community's or street's month is far below. */
const MOST_ROWS = 100_000;

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
    watermark: words.watermark(taken),
    rows,
  });
  const to = new Date(Date.parse(`${monthAfter(month)}T00:00:00Z`) - 1).toISOString().slice(0, 10);
  const filter = { areaCode, from: month, to, outcome: null, residentId: null, isLateOnly: false };
  const pieceOf = <T>(work: (uow: Parameters<typeof listVisits>[0]) => Promise<T>): Promise<T> => inUnitOfWork(actor, work);
  return granted(
    await workbookInThread([
      sheet("summary", ["unit", ...FIGURE_KEYS, "rate"], await summaryRows(found.value, place, words)),
      sheet(
        "ledger",
        ["who", "unit", "when", "minutes", "outcome", "channel", "author", "received", "late", "findings"],
        ledgerRows(),
      ),
      sheet("unvisited", ["who", "unit", "categories", "stands", "responsible"], unvisitedRows()),
      sheet("findings", ["who", "unit", "kind", "foundAt", "closedAt", "closedHow"], findingRows()),
    ]),
  );

  async function* ledgerRows(): AsyncGenerator<ExportValue[]> {
    let after: LedgerTurn | null = null;
    for (let count = 0; count < MOST_ROWS; count += PIECE) {
      const [rows, people]: [LedgerRow[], Record<string, string>] = await pieceOf(async (uow) => {
        const piece = await listVisits(uow, city, filter, after, PIECE);
        return [
          piece,
          await namesOfPeople(
            uow,
            piece.map(({ authorId }) => authorId),
          ),
        ];
      });
      const area = await words.area(rows.map((row) => row.areaCode));
      for (const row of rows)
        yield [
          ...[
            maskedName(row.name),
            area(row.areaCode),
            words.time(row.beganAt),
            row.minutes,
            t(`outcome.${row.outcome}`),
            t(`channel.${row.channel}`),
          ],
          ...[
            people[row.authorId] ?? "",
            words.time(row.receivedAt),
            row.daysLate > 0 ? t("log.late", { days: row.daysLate }) : "",
            row.findings,
          ],
        ];
      if (rows.length < PIECE) return;
      const last = rows.at(-1)!;
      after = { beganAt: last.beganAt, id: last.id };
    }
  }

  async function* unvisitedRows(): AsyncGenerator<ExportValue[]> {
    let after: { areaCode: string; name: string; id: string } | null = null;
    for (let count = 0; count < MOST_ROWS; count += PIECE) {
      const [rows, people]: [Unvisited[], Record<string, string>] = await pieceOf(async (uow) => {
        const piece = await listUnvisited(uow, askedOf(city, place), after, PIECE);
        return [
          piece,
          await namesOfPeople(
            uow,
            piece.flatMap(({ responsibleId }) => responsibleId ?? []),
          ),
        ];
      });
      const area = await words.area(rows.map((row) => row.areaCode));
      for (const { name, areaCode: code, categories, stands, responsibleId } of rows)
        yield [
          ...[
            maskedName(name),
            area(code),
            ISOLATION_CATEGORIES.filter((key) => categories.includes(key))
              .map((key) => t(`category.${key}`))
              .join(t("list")),
          ],
          ...[t(`figure.${stands}`), responsibleId ? (people[responsibleId] ?? "") : t("due.nobody")],
        ];
      if (rows.length < PIECE) return;
      const last = rows.at(-1)!;
      after = { areaCode: last.areaCode, name: last.name, id: last.residentId };
    }
  }

  async function* findingRows(): AsyncGenerator<ExportValue[]> {
    const rows = await pieceOf((uow) => listFindings(uow, askedOf(city, place), MOST_ROWS));
    const area = await words.area(rows.map((row) => row.areaCode));
    for (const { name, areaCode: code, kind, foundAt, closedAt, closedHow } of rows)
      yield [
        maskedName(name),
        area(code),
        t(`finding.${kind}`),
        words.time(foundAt),
        closedAt ? words.time(closedAt) : t("finding.open"),
        closedHow ? t(`closing.${closedHow}`) : "",
      ];
  }
}

async function summaryRows(
  { figures }: MonthInView,
  { areaCode }: MonthPlace,
  { t, area }: MonthWords,
): Promise<ExportValue[][]> {
  const name = await area([areaCode, ...figures.areas.map((each) => each.areaCode)]);
  const row = (label: string, of: MonthFigures): ExportValue[] => {
    const rate = monthlyRate(of);
    return [label, ...FIGURE_KEYS.map((key) => of[key]), rate === null ? t("month.noRate") : Math.round(rate * 1000) / 10];
  };
  return [
    row(name(areaCode), figures.total),
    ...figures.areas.filter((each) => each.areaCode !== areaCode).map((each) => row(name(each.areaCode), each.total)),
    ...ISOLATION_CATEGORIES.flatMap((key) =>
      figures.byCategory[key] ? [row(t(`category.${key}`), figures.byCategory[key])] : [],
    ),
  ];
}

/** 张**: enough to recognise with the list beside it, nothing to look somebody up by. */
export const maskedName = (name: string): string => `${[...name][0] ?? ""}${"*".repeat(Math.max(1, [...name].length - 1))}`;
