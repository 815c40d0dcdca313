import type { CaregiverRecord } from "../data/caregiver-record.server";
import { lastDayOf, type TypedCaregiver } from "../domain/caregiver-card";
import { DAY_FIELDS, WEEKDAYS, type TypedDay } from "../domain/weekly-hours";

const said = (form: FormData, name: string, most = 40): string => String(form.get(name) ?? "").slice(0, most);
const many = (form: FormData, name: string): string[] =>
  form
    .getAll(name)
    .slice(0, 20)
    .map((one) => String(one).slice(0, 40));

/** The card as a form says it; `areaCode` was looked up from the area's text. */
export const cardSaid = (form: FormData, areaCode: string): TypedCaregiver => ({
  ...{ areaCode, sex: said(form, "sex"), languages: many(form, "languages"), skills: many(form, "skills") },
  ...{ transport: said(form, "transport"), mostVisits: said(form, "mostVisits"), mostMinutes: said(form, "mostMinutes") },
  ...{ from: said(form, "from"), last: said(form, "last") },
});

/** A card on record, as a form shows it. */
export const cardShown = ({
  areaCode,
  sex,
  languages,
  skills,
  transport,
  mostVisits,
  mostMinutes,
  from,
  to,
}: CaregiverRecord): TypedCaregiver => ({
  ...{ areaCode, sex, languages, skills, transport, mostVisits: String(mostVisits), mostMinutes: String(mostMinutes) },
  ...{ from, last: lastDayOf(to) },
});

export const weekTyped = (form: FormData): ReadonlyMap<number, TypedDay> =>
  new Map(
    WEEKDAYS.map((weekday) => [
      weekday,
      Object.fromEntries(DAY_FIELDS.map((field) => [field, said(form, `${weekday}.${field}`, 8)])) as unknown as TypedDay,
    ]),
  );

/** Every field of a form by its name, so that nothing typed is lost. */
export const fieldsTyped = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form.keys()].slice(0, 60).map((name) => [name, said(form, name, 200)]));
