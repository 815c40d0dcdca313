// Between the fields of an operator's form and the facts of its place: what was typed stays as it was typed.
import { PRICE_UNITS, WEEK_DAYS, type Hours, type Price, type PriceUnit } from "../domain/facility";
import type { FactKey, Facts, FactValue, PublicPhone } from "../domain/facility-edit";
import { fenFromYuan } from "./yuan";

export interface FactsTyped {
  readonly note: string;
  readonly hours: readonly Hours[];
  readonly phones: readonly PublicPhone[];
  readonly staffed: Readonly<Record<string, string>>;
  readonly prices: Readonly<
    Record<string, readonly { readonly tier: string; readonly yuan: string; readonly unit: PriceUnit }[]>
  >;
  readonly captions: Readonly<Record<string, string>>;
}

const SPARE_HOURS: Hours = { byDay: "", opensAt: "", closesAt: "", note: "" };
const SPARE_PHONE: PublicPhone = { role: "", phone: "" };
const SPARE_PRICE = { tier: "", yuan: "", unit: "month" } as const;
const MOST = 20;

/** The fields a form opens with; each list ends with an empty line. */
export function typedFacts(facts: Facts): FactsTyped {
  const of = (prefix: string) =>
    [...facts].flatMap(([key, value]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), value] as const] : []));
  return {
    note: String(facts.get("note") ?? ""),
    hours: [...(facts.get("hours") as readonly Hours[]), SPARE_HOURS],
    phones: [...(facts.get("phones") as readonly PublicPhone[]), SPARE_PHONE],
    staffed: Object.fromEntries(of("staffed:").map(([id, value]) => [id, value === null ? "" : String(value)])),
    prices: Object.fromEntries(
      of("prices:").map(([id, value]) => [
        id,
        [
          ...(value as readonly Price[]).map(({ tier, amountFen, unit }) => ({ tier, unit, yuan: String(amountFen / 100) })),
          SPARE_PRICE,
        ],
      ]),
    ),
    captions: Object.fromEntries(of("caption:").map(([id, value]) => [id, String(value ?? "")])),
  };
}

/** A form that comes back: as it was typed, each list with its empty line. */
export const typedAgain = (typed: FactsTyped): FactsTyped => ({
  ...typed,
  hours: [...typed.hours, SPARE_HOURS],
  phones: [...typed.phones, SPARE_PHONE],
  prices: Object.fromEntries(Object.entries(typed.prices).map(([id, rows]) => [id, [...rows, SPARE_PRICE]])),
});

/** What the fields of a form hold, for the classes and pictures it was made for. */
export function readTyped(form: FormData, classIds: readonly string[], photoIds: readonly string[]): FactsTyped {
  const said = (name: string, most = 120) => [...String(form.get(name) ?? "")].slice(0, most).join("");
  const rows = <T>(read: (at: number) => T | null): T[] =>
    Array.from({ length: MOST }, (_, at) => read(at)).filter((row) => row !== null);
  return {
    note: said("note", 2000).replaceAll("\r\n", "\n"),
    hours: rows((at) => {
      const days = form.getAll(`hours-${at}-days`).map(String);
      const byDay = WEEK_DAYS.filter((day) => days.includes(day)).join(",");
      const [opensAt, closesAt] = [said(`hours-${at}-opens`).trim(), said(`hours-${at}-closes`).trim()];
      return byDay || opensAt || closesAt ? { byDay, opensAt, closesAt, note: said(`hours-${at}-note`) } : null;
    }),
    phones: rows((at) => {
      const phone = said(`phone-${at}-number`, 40).trim();
      return phone ? { role: said(`phone-${at}-role`, 40).trim(), phone } : null;
    }),
    staffed: Object.fromEntries(
      classIds.filter((id) => form.has(`staffed-${id}`)).map((id) => [id, said(`staffed-${id}`, 40).trim()]),
    ),
    prices: Object.fromEntries(
      classIds
        .filter((id) => form.has(`price-${id}-0-yuan`))
        .map((id) => [
          id,
          rows((at) => {
            const yuan = said(`price-${id}-${at}-yuan`, 40).trim();
            const unit = PRICE_UNITS.find((one) => one === said(`price-${id}-${at}-unit`)) ?? "month";
            return yuan ? { tier: said(`price-${id}-${at}-tier`, 60).trim(), yuan, unit } : null;
          }),
        ]),
    ),
    captions: Object.fromEntries(
      photoIds.filter((id) => form.has(`caption-${id}`)).map((id) => [id, said(`caption-${id}`).trim()]),
    ),
  };
}

/** The facts a form means; what is no number becomes one that no check lets through. */
export function factsFrom(typed: FactsTyped): Facts {
  const facts = new Map<FactKey, FactValue>([
    ["note", typed.note],
    ["hours", typed.hours],
    ["phones", typed.phones],
  ]);
  for (const [id, text] of Object.entries(typed.staffed)) facts.set(`staffed:${id}`, text === "" ? null : numberIn(text));
  for (const [id, prices] of Object.entries(typed.prices))
    facts.set(
      `prices:${id}`,
      prices.map(({ tier, yuan, unit }) => ({ tier, unit, amountFen: fenFromYuan(yuan) })),
    );
  for (const [id, caption] of Object.entries(typed.captions)) facts.set(`caption:${id}`, caption);
  return facts;
}

const numberIn = (text: string): number => (/^\d{1,6}$/.test(text) ? Number(text) : -1);
