import { useTranslation } from "react-i18next";
import type { TypeOffered } from "../domain/need";
import type { OfferLine } from "../domain/offer-line";
import type { Hardship } from "../domain/price-after-subsidy";
import classes from "./find.module.css";

/** What somebody may say of themselves that lowers the price of a service. */
export interface Helps {
  readonly age: boolean;
  readonly hardships: readonly Hardship[];
}

export interface ShownPays {
  readonly payer: { readonly months: number | null; readonly hardships: readonly Hardship[] };
  /** whole years, where they were said */
  readonly age: number | null;
  /** by service */
  readonly helps: Readonly<Record<string, Helps | undefined>>;
}

interface FindSubsidyProps {
  readonly type: TypeOffered;
  readonly pays: ShownPays;
}

/** What the subsidies for a service ask: whoever says it sees, sorts and filters prices as they would pay them. */
export function FindSubsidy({ type, pays: { payer, age, helps } }: FindSubsidyProps) {
  const { t } = useTranslation("finder");
  const own = helps[type.key];
  const asksAge = !type.isOfInfants && own?.age === true;
  if (!own || (!asksAge && own.hardships.length === 0)) return null;
  return (
    <details className={classes.fold} open={payer.hardships.length > 0 || (asksAge && age !== null)}>
      <summary>{t("search.subsidies")}</summary>
      <div className={classes.chips}>
        {asksAge && (
          <label className={classes.choice}>
            <span>{t("search.age")}</span>
            <input name="age" inputMode="numeric" size={4} defaultValue={age ?? ""} />
          </label>
        )}
        {own.hardships.map((one) => (
          <label key={one} className={classes.chip}>
            <input type="checkbox" name="hardship" value={one} defaultChecked={payer.hardships.includes(one)} />
            <span>{t(`hardship.${one}`)}</span>
          </label>
        ))}
      </div>
      <p className={classes.quiet}>{t("search.subsidiesWhy")}</p>
    </details>
  );
}

interface PricesToldProps {
  readonly offers: readonly { readonly line: OfferLine }[];
  readonly type: TypeOffered;
  readonly helps: Helps;
}

/** Which prices the list tells, and what to say for those one would pay. */
export function PricesTold({ offers, type, helps }: PricesToldProps) {
  const { t } = useTranslation("finder");
  const prices = offers.flatMap(({ line }) => (line.price ? [line.price.stands] : []));
  if (prices.length === 0) return null;
  if (prices.includes("after")) return <p className={classes.quiet}>{t("search.subsidy.whenAfter")}</p>;
  const ask = [
    ...(helps.age ? [type.isOfInfants ? t("search.born") : t("search.age")] : []),
    ...(helps.hardships.length > 0 ? [t("search.subsidy.circumstance")] : []),
  ];
  return (
    <p className={classes.quiet}>
      {t("search.subsidy.whenBefore")} {ask.length > 0 && t("search.subsidy.say", { what: ask.join(t("search.list")) })}
    </p>
  );
}
