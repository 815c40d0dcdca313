import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { addressOfPremises, type PremisesQuery } from "../domain/premises/premises-filter";
import type { PremisesFigures } from "../domain/premises/premises-list";
import { STAGES } from "../domain/premises/premises-stage";
import classes from "./premises.module.css";
import { usePremisesWords } from "./premises-words";

/** How many stand at each stage of the way; each figure leads to its lines, and once more back to all. */
export function StageRow({ figures, query }: { readonly figures: PremisesFigures; readonly query: PremisesQuery }) {
  const { t } = useTranslation("siting");
  const { number } = usePremisesWords();
  return (
    <nav aria-label={t("premises.way")}>
      <ol className={classes.stages}>
        {[...STAGES, "dropped" as const].map((stage) => {
          const isShown = query.filter.stage === stage;
          const to = addressOfPremises({ ...query, page: 1, filter: { ...query.filter, stage: isShown ? null : stage } });
          return (
            <li key={stage} className={stage === "dropped" ? classes.apart : undefined} data-stage={stage}>
              <Link
                to={`?${to.toString()}`}
                className={classes.stage}
                aria-current={isShown ? "true" : undefined}
                preventScrollReset
              >
                <b>{number(figures.stages[stage])}</b>
                <span>{t(`premises.stages.${stage}`)}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
