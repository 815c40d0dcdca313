import { useTranslation } from "react-i18next";
import type { TypeOffered } from "../domain/need";
import type { OfferLine } from "../domain/offer-line";
import type { Hardship } from "../domain/price-after-subsidy";
import { problemId } from "./find-problems";
import classes from "./find.module.css";
import { FoldTitle } from "./fold-title";

/** What somebody may say of themselves that lowers the price of a service as the list tells it. */
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

/** What was said of whoever pays that a subsidy for the service asks for; the rest of it changes no price here. */
export function whatHelps({ payer, age, helps }: ShownPays, { key, isOfInfants }: Pick<TypeOffered, "key" | "isOfInfants">) {
  const own = helps[key];
  return {
    age: own?.age && !isOfInfants ? age : null,
    hardships: payer.hardships.filter((one) => own?.hardships.includes(one)),
  };
}

interface SubsidyProps {
  readonly type: TypeOffered;
  readonly pays: ShownPays;
}

interface FindSubsidyProps extends SubsidyProps {
  /** what was typed as years and is none */
  readonly refusedAge: string | undefined;
}

/** What the subsidies for a service ask: whoever says it sees, sorts and filters prices as they would pay them. */
export function FindSubsidy({ type, pays, refusedAge }: FindSubsidyProps) {
  const { t } = useTranslation("finder");
  const own = pays.helps[type.key];
  const { age, hardships } = whatHelps(pays, type);
  const asksAge = !type.isOfInfants && own?.age === true;
  if (!own || (!asksAge && own.hardships.length === 0)) return null;
  return (
    <details className={classes.fold} open={hardships.length > 0 || age !== null || (asksAge && refusedAge !== undefined)}>
      <FoldTitle
        title={t("search.subsidies")}
        within={[
          ...(asksAge ? [t("search.subsidy.age")] : []),
          ...(own.hardships.length > 0 ? [t("search.subsidy.circumstance")] : []),
        ]}
        list={t("search.list")}
      />
      <div className={classes.chips}>
        {asksAge && (
          <label className={classes.choice}>
            <span>{t("search.age")}</span>
            <input
              {...{ name: "age", inputMode: "numeric", size: 4 }}
              defaultValue={refusedAge ?? age ?? ""}
              {...(refusedAge === undefined ? {} : { "aria-invalid": true, "aria-describedby": problemId("age") })}
            />
          </label>
        )}
        {own.hardships.map((one) => (
          <label key={one} className={classes.chip}>
            <input type="checkbox" name="hardship" value={one} defaultChecked={hardships.includes(one)} />
            <span>{t(`hardship.${one}`)}</span>
          </label>
        ))}
      </div>
      <p className={classes.quiet}>{t("search.subsidiesWhy")}</p>
    </details>
  );
}

interface PricesToldProps extends SubsidyProps {
  readonly offers: readonly { readonly line: OfferLine }[];
}

/** Which prices the list tells, and what else to say for those one would pay. */
export function PricesTold({ offers, type, pays }: PricesToldProps) {
  const { t } = useTranslation("finder");
  const own = pays.helps[type.key];
  const prices = offers.flatMap(({ line }) => (line.price && line.price.stands !== "plain" ? [line.price.stands] : []));
  if (!own || prices.length === 0) return null;
  const { hardships } = whatHelps(pays, type);
  const unsaid = [
    ...(own.age && pays.payer.months === null ? [t(type.isOfInfants ? "search.subsidy.born" : "search.subsidy.age")] : []),
    ...(own.hardships.length > 0 && hardships.length === 0 ? [t("search.subsidy.circumstance")] : []),
  ];
  return (
    <>
      <p className={classes.quiet}>{t(prices.includes("after") ? "search.subsidy.whenAfter" : "search.subsidy.whenBefore")}</p>
      {unsaid.length > 0 && <p className={classes.quiet}>{t("search.subsidy.say", { what: unsaid.join(t("search.list")) })}</p>}
    </>
  );
}
