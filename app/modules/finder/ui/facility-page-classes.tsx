import { useTranslation } from "react-i18next";
import { sourceWords } from "~/ui/languages/source-words";
import { countsPlaces } from "../domain/service-facts";
import { isPlainTier } from "../domain/price-after-subsidy";
import type { PublicPlace, ReadClass } from "../domain/public-place";
import classes from "./facility-page.module.css";
import { usePlaceWords } from "./place-words";

interface OfPlace {
  readonly place: PublicPlace;
}

const classesOf = ({ facility }: PublicPlace): ReadClass[] => facility.offerings.flatMap((offering) => offering.classes);

/** Every class with its ages, its care pattern, licensed and staffed places, and how many are free. */
export function ClassTable({ place }: OfPlace) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const head = ["class", "ages", "pattern", "licensed", "staffed", "free"] as const;
  if (classesOf(place).length === 0) return <p>{t("place.classes.none")}</p>;
  return (
    <>
      {place.facility.offerings.map((offering) => (
        <div key={offering.id} className={classes.wide}>
          <h3>{words.name(offering.name)}</h3>
          <table className={`${classes.table} ${classes.stacked}`}>
            <thead>
              <tr>
                {head.map((key) => (
                  <th key={key} scope="col">
                    {t(`place.classes.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {offering.classes.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    {words.kind(one.kind)}
                    <span className={classes.quiet}>
                      {one.isInclusive && ` · ${t("place.classes.inclusive")}`}
                      {one.isOfAge !== null &&
                        place.isOfChildren &&
                        ` · ${t(one.isOfAge ? "place.classes.suits" : "place.classes.notSuits")}`}
                    </span>
                  </th>
                  <td data-label={t("place.classes.ages")}>{words.ages(one)}</td>
                  <td data-label={t("place.classes.pattern")}>
                    {one.pattern ? t(`place.pattern.${one.pattern}`) : t("place.classes.any")}
                  </td>
                  <td data-label={t("place.classes.licensed")}>{one.licensed ?? t("place.classes.unknown")}</td>
                  <td data-label={t("place.classes.staffed")}>{one.staffed ?? t("place.classes.unknown")}</td>
                  <td data-label={t("place.classes.free")}>
                    <span>
                      {countsPlaces(offering.unit) ? (
                        <>
                          <strong>{words.free(one.vacancy)}</strong>{" "}
                          <span className={classes.quiet}>{words.freshness(one.vacancy)}</span>
                          {one.expected && <span className={classes.expected}>{words.expected(one.expected)}</span>}
                        </>
                      ) : (
                        t("place.free.none")
                      )}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      <p className={classes.quiet}>{t("place.classes.how")}</p>
    </>
  );
}

/** Fees by class, care and meals apart: the published price, who pays which part of it, and by which rule. */
export function FeeTable({ place }: OfPlace) {
  const { t } = useTranslation("finder");
  const words = usePlaceWords();
  const rows = place.facility.offerings.flatMap((offering) =>
    offering.classes.flatMap((one) =>
      one.fees.map((fee) => ({ one, fee, name: one.kind === "general" ? words.name(offering.name) : words.kind(one.kind) })),
    ),
  );
  if (rows.length === 0) return <p>{t("place.fees.none")}</p>;
  return (
    <>
      {(["care", "meals"] as const).map((kind) => {
        const ofKind = rows.filter(({ fee }) => fee.fee === kind);
        if (ofKind.length === 0) return null;
        return (
          <div key={kind} className={classes.wide}>
            <h3>{t(`place.fees.${kind}`)}</h3>
            <table className={`${classes.table} ${classes.stacked}`}>
              <thead>
                <tr>
                  <th scope="col">{t("place.classes.class")}</th>
                  {(["published", "city", "operator", "you"] as const).map((key) => (
                    <th key={key} scope="col" className={classes.number}>
                      {t(`place.fees.${key}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {ofKind.map(({ one, fee, name }) => (
                  <tr key={`${one.id} ${fee.tier} ${fee.unit}`}>
                    <th scope="row">
                      {name} {!isPlainTier(fee.tier) && <span className={classes.quiet}>{fee.tier}</span>}
                    </th>
                    <td className={classes.number} data-label={t("place.fees.published")}>
                      {words.perUnit(fee.amountFen, fee.unit)}
                    </td>
                    <td className={classes.number} data-label={t("place.fees.city")}>
                      {words.yuan(fee.split.cityFen)}
                    </td>
                    <td className={classes.number} data-label={t("place.fees.operator")}>
                      {words.yuan(fee.split.operatorFen)}
                    </td>
                    <td className={classes.number} data-label={t("place.fees.you")}>
                      <strong>{words.perUnit(fee.split.personFen, fee.unit)}</strong>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        );
      })}
      <RulesUsed place={place} />
      <p className={classes.quiet}>{t("place.fees.apart")}</p>
    </>
  );
}

/** Which rules lowered a price here, each with its date and source. */
function RulesUsed({ place }: OfPlace) {
  const { t, i18n } = useTranslation("finder");
  const words = usePlaceWords();
  const splits = classesOf(place).flatMap(({ fees }) => fees.map(({ split }) => split));
  const used = new Map(splits.flatMap(({ rule }) => (rule ? [[`${rule.nameZh} ${rule.from}`, rule] as const] : [])));
  if (used.size === 0) return <p>{t("place.fees.noRule")}</p>;
  return (
    <ul className={classes.list}>
      {[...used].map(([key, rule]) => (
        <li key={key} className={classes.quiet}>
          {t("place.fees.rule", {
            name: words.name({ zh: rule.nameZh, en: rule.nameEn }),
            source: t("place.fees.sourced", {
              source: sourceWords(rule.source, i18n.language).text,
              mark: t(`place.fees.mark.${rule.mark}`),
            }),
            from: words.date(rule.from),
          })}
          {rule.toOperatorFen > 0 && ` · ${t("place.fees.toOperator", { yuan: words.yuan(rule.toOperatorFen) })}`}
        </li>
      ))}
    </ul>
  );
}

/** How many one carer looks after: the published standard, and what the place says of itself. */
export function RatioTable({ place }: OfPlace) {
  const { t, i18n } = useTranslation("finder");
  const words = usePlaceWords();
  const told = classesOf(place).filter((one) => one.standardPerCarer !== null || one.peoplePerCarer !== null);
  if (told.length === 0) return <p>{t("place.ratio.none")}</p>;
  const people = (count: number) => t("place.ratio.people", { count });
  const standard = told.find((one) => one.standardPerCarer !== null)?.standardPerCarer;
  return (
    <>
      <table className={`${classes.table} ${classes.stacked}`}>
        <thead>
          <tr>
            {(["class", "standard", "stated"] as const).map((key) => (
              <th key={key} scope="col">
                {t(`place.ratio.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map((one) => (
            <tr key={one.id}>
              <th scope="row">{words.kind(one.kind)}</th>
              <td data-label={t("place.ratio.standard")}>
                {one.standardPerCarer ? people(one.standardPerCarer.value) : t("place.ratio.unset")}
              </td>
              <td data-label={t("place.ratio.stated")}>
                {one.peoplePerCarer === null ? t("place.ratio.unstated") : people(one.peoplePerCarer)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {standard && (
        <p className={classes.quiet}>{t("place.ratio.source", { source: sourceWords(standard.source, i18n.language).text })}</p>
      )}
    </>
  );
}
