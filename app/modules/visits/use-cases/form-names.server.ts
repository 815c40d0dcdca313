import { today } from "~/platform/clock.server";
import type { City } from "~/modules/places/domain/city";
import type { FormNames } from "./month-form.server";
import type { MonthPlace } from "./month-in-view.server";

type Named = (codes: readonly string[]) => Promise<Readonly<Record<string, { readonly name: string; readonly nameEn: string }>>>;

/** What units are called on a form: by their own name first, with the district before it, in English, and by code. */
export const formNames =
  (city: City, place: MonthPlace, areaNames: Named) =>
  async (codes: readonly string[]): Promise<FormNames> => {
    const above = (code: string) => code.slice(0, { 12: 9, 9: 6 }[code.length] ?? 4);
    const known = await areaNames([...codes, ...codes.map(above)]);
    const own = (code: string): string => {
      const [name, before] = [known[code]?.name ?? code, known[above(code)]?.name ?? ""];
      return code.length > 6 && before !== "" && name.startsWith(before) && name !== before ? name.slice(before.length) : name;
    };
    return {
      unit: (code) => [own(code), known[code]?.name ?? code, known[code]?.nameEn ?? code, code],
      words: { unit: known[place.areaCode]?.name ?? place.areaCode, month: place.month.slice(0, 7), date: today(city.timeZone) },
    };
  };
