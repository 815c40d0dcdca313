import { useTranslation } from "react-i18next";
import type { ListedAnswer } from "../domain/listed-answer";
import { toldRise } from "../domain/told-rise";
import { countWords, moneyWords } from "./page-units";
import classes from "./scenario-list.module.css";

interface ListedFiguresProps {
  readonly answer: ListedAnswer | null;
  readonly run: { readonly id: string } | null;
  readonly timeText: (at: Date) => string;
}

/** Cells of a row of the list: who is reached, how many places, what money. An older answer than the newest run's says of when it is. */
export function ListedFigures({ answer, run, timeText }: ListedFiguresProps) {
  const { t, i18n } = useTranslation("siting");
  const language = i18n.language === "en" ? "en" : "zh";
  const count = countWords(language);
  // A card leaves out what a row has to have a cell for.
  if (!answer)
    return (["reached", "sites", "cost"] as const).map((key) => (
      <td key={key} role="cell" className={`${classes.none} ${key === "reached" ? "" : classes.number}`}>
        —
      </td>
    ));
  return (
    <>
      <td role="cell" data-label={t("list.reached")}>
        <Reached answer={answer} count={count} />
        {answer.runId !== run?.id && (
          <div className={classes.quiet}>{answer.at ? t("list.olderOf", { at: timeText(answer.at) }) : t("list.older")}</div>
        )}
      </td>
      <td role="cell" data-label={t("list.sites")} className={classes.number}>
        {t("list.places", { places: count(answer.sites) })}
        {answer.extended > 0 && <div className={classes.quiet}>{t("list.extended", { places: count(answer.extended) })}</div>}
      </td>
      <td role="cell" data-label={t("list.cost")} className={classes.number}>
        <Cost answer={answer} money={moneyWords(t, language)} />
      </td>
    </>
  );
}

function Reached({ answer, count }: { readonly answer: ListedAnswer; readonly count: (people: number) => string }) {
  const { t } = useTranslation("siting");
  const { people, before, after, isAlone } = answer;
  if (people === 0) return t("page.unknown");
  const share = toldRise(isAlone ? 0 : before / people, after / people);
  const isOne = isAlone || share.way === "same";
  const numbers = isOne
    ? t("page.unit.people", { people: count(after) })
    : t("list.fromTo", { before: count(before), after: count(after) });
  const notes = [
    isAlone
      ? share.after
      : share.way === "same"
        ? t("page.figure.same", { share: share.after })
        : `${share.before} → ${share.after}`,
    answer.of === "near" ? "" : t(`list.of.${answer.of}`),
    isAlone ? t("list.alone") : "",
  ];
  return (
    <>
      <b className={classes.whole}>{numbers}</b>
      <div className={classes.quiet}>{notes.filter(Boolean).join(" · ")}</div>
    </>
  );
}

function Cost({ answer, money }: { readonly answer: ListedAnswer; readonly money: (fen: number) => string }) {
  const { t } = useTranslation("siting");
  const { build, sites, extended } = answer;
  if (build.unknown === 0) return money(build.known);
  return build.unknown >= sites + extended ? t("page.unknown") : t("page.figure.costAtLeast", { cost: money(build.known) });
}
