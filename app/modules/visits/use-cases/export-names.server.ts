import type { Actor } from "~/modules/accounts/domain/actor";
import { mayIn } from "~/modules/accounts/domain/may";
import { isOpeningReason } from "~/modules/accounts/domain/sensitive-field";
import { takeOut, type TakenOut } from "~/modules/accounts/use-cases/take-out.server";
import type { City } from "~/modules/places/domain/city";
import type { ExportValue } from "~/platform/spreadsheet-writer.server";
import { workbookInThread } from "~/platform/workbook-in-thread.server";
import type { IsolationCategory } from "~/modules/residents/domain/isolation-category";
import { granted, refused, type Verdict } from "~/shared/verdict";
import type { LedgerFilter } from "../domain/month-address";
import { findingRows, ledgerRows, LIST_COLUMNS, unvisitedRows, type ListKind, type ListWords } from "./list-rows.server";
import { askedOf, type MonthPlace } from "./month-in-view.server";

/** A district's month; whoever needs more takes it out by street or by category. */
export const MOST_NAMES = 5_000;

export interface NamesAsked {
  readonly list: ListKind;
  readonly place: MonthPlace;
  readonly category: IsolationCategory | null;
  /** which visits, for the ledger */
  readonly filter: LedgerFilter;
}

export type NamesRefusal = { readonly kind: "not-permitted" | "reason-missing" | "too-many-names" };

/** One list with elders' names in full, for a stated reason. Who took out how many is on record before the file is made. */
export async function exportNames(
  actor: Actor,
  city: City,
  { list, place, category, filter }: NamesAsked,
  reason: string,
  words: Omit<ListWords, "name"> & { readonly watermark: (taken: TakenOut) => string },
): Promise<Verdict<Uint8Array<ArrayBuffer>, NamesRefusal>> {
  const { areaCode, line, month } = place;
  if (!mayIn(actor, "read:visits", areaCode, line)) return refused({ kind: "not-permitted" });
  if (!isOpeningReason(reason)) return refused({ kind: "reason-missing" });
  const named = { ...words, name: (name: string) => name };
  const asked = { ...askedOf(city, place), category };
  const rowsOf = {
    ledger: () => ledgerRows(actor, city, { ...filter, areaCode, category }, named),
    unvisited: () => unvisitedRows(actor, asked, named),
    findings: () => findingRows(actor, asked, named),
  };
  const rows: ExportValue[][] = [];
  for await (const row of rowsOf[list]()) if (rows.push(row) > MOST_NAMES) return refused({ kind: "too-many-names" });
  const taken = await takeOut(actor, {
    ...{ action: "export:visits", subject: null, areaCode, line, why: reason },
    facts: { list, month, names: rows.length, ...(category ? { category } : {}) },
  });
  const headings = LIST_COLUMNS[list].map((column) => words.t(`sheet.column.${column}`));
  return granted(await workbookInThread([{ name: words.t(`sheet.${list}`), headings, watermark: words.watermark(taken), rows }]));
}
