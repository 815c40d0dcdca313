import type { Actor } from "~/modules/accounts/domain/actor";
import type { City } from "~/modules/places/domain/city";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { inUnitOfWork } from "~/platform/unit-of-work.server";
import type { ExportValue } from "~/platform/spreadsheet-writer.server";
import { namesOfPeople } from "../data/due-list.server";
import { listFindings, type FindingTurn } from "../data/findings.server";
import { listUnvisited, type ListAsked } from "../data/month-figures.server";
import { listVisits, type LedgerTurn } from "../data/visit-ledger.server";
import type { LedgerFilter } from "../domain/month-address";

/** The words of a sheet, handed in by whoever knows the reader's language. */
export interface ListWords {
  readonly t: (key: string, facts?: Record<string, unknown>) => string;
  readonly area: (codes: readonly string[]) => Promise<(code: string) => string>;
  readonly time: (iso: string) => string;
  /** how an elder is named in this file */
  readonly name: (name: string) => string;
}

export const LIST_COLUMNS = {
  ledger: ["who", "unit", "when", "minutes", "outcome", "channel", "author", "received", "late", "findings"],
  unvisited: ["who", "unit", "categories", "stands", "responsible"],
  findings: ["who", "unit", "kind", "foundAt", "closedAt", "closedHow"],
} as const;
export type ListKind = keyof typeof LIST_COLUMNS;

const PIECE = 500;
/** A sheet of Excel ends somewhere; a community's or street's month is far below. */
const MOST_ROWS = 100_000;
type Rows = AsyncGenerator<ExportValue[]>;

/** Rows of a list, piece by piece, each piece in a transaction of its own. */
async function* inPieces<Row, Turn>(
  read: (after: Turn | null) => Promise<{ readonly rows: readonly Row[]; readonly words: (row: Row) => ExportValue[] }>,
  turnOf: (row: Row) => Turn,
): Rows {
  let after: Turn | null = null;
  for (let count = 0; count < MOST_ROWS; count += PIECE) {
    const { rows, words } = await read(after);
    for (const row of rows) yield words(row);
    const last = rows.at(-1);
    if (rows.length < PIECE || !last) return;
    after = turnOf(last);
  }
}

/** 探访台账 */
export const ledgerRows = (actor: Actor, city: City, filter: LedgerFilter, { t, area, time, name }: ListWords): Rows =>
  inPieces(
    async (after: LedgerTurn | null) => {
      const [rows, people] = await inUnitOfWork(actor, async (uow) => {
        const found = await listVisits(uow, city, filter, after, PIECE);
        const authors = found.map(({ authorId }) => authorId);
        return [found, await namesOfPeople(uow, authors)] as const;
      });
      const areaOf = await area(rows.map((row) => row.areaCode));
      const words = (row: (typeof rows)[number]): ExportValue[] => [
        ...[name(row.name), areaOf(row.areaCode), time(row.beganAt), row.minutes],
        ...[t(`outcome.${row.outcome}`), t(`channel.${row.channel}`), people[row.authorId] ?? "", time(row.receivedAt)],
        ...[row.daysLate > 0 ? t("log.late", { days: row.daysLate }) : "", row.findings],
      ];
      return { rows, words };
    },
    ({ beganAt, id }) => ({ beganAt, id }),
  );

/** 未访名单 */
export const unvisitedRows = (actor: Actor, asked: ListAsked, { t, area, name }: ListWords): Rows =>
  inPieces(
    async (after: { areaCode: string; id: string } | null) => {
      const [rows, people] = await inUnitOfWork(actor, async (uow) => {
        const found = await listUnvisited(uow, asked, after, PIECE);
        const visitors = found.flatMap(({ responsibleId }) => responsibleId ?? []);
        return [found, await namesOfPeople(uow, visitors)] as const;
      });
      const areaOf = await area(rows.map((row) => row.areaCode));
      const words = (row: (typeof rows)[number]): ExportValue[] => [
        ...[name(row.name), areaOf(row.areaCode)],
        ISOLATION_CATEGORIES.filter((key) => row.categories.includes(key))
          .map((key) => t(`category.${key}`))
          .join(t("list")),
        ...[t(`figure.${row.stands}`), row.responsibleId ? (people[row.responsibleId] ?? "") : t("due.nobody")],
      ];
      return { rows, words };
    },
    ({ areaCode, residentId }) => ({ areaCode, id: residentId }),
  );

/** 问题清单 */
export const findingRows = (actor: Actor, asked: ListAsked, { t, area, time, name }: ListWords): Rows =>
  inPieces(
    async (after: FindingTurn | null) => {
      const rows = await inUnitOfWork(actor, (uow) => listFindings(uow, asked, PIECE, after));
      const areaOf = await area(rows.map((row) => row.areaCode));
      const words = (row: (typeof rows)[number]): ExportValue[] => [
        ...[name(row.name), areaOf(row.areaCode), t(`finding.${row.kind}`), time(row.foundAt)],
        ...[row.closedAt ? time(row.closedAt) : t("finding.open"), row.closedHow ? t(`closing.${row.closedHow}`) : ""],
      ];
      return { rows, words };
    },
    ({ foundAt, id }) => ({ foundAt, id }),
  );
