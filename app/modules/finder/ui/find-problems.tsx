import { useTranslation } from "react-i18next";
import type { Need, NeedProblem } from "../domain/need";
import classes from "./find.module.css";
import { monthName } from "./month-name";

interface FindProblemsProps {
  readonly problems: readonly NeedProblem[];
  /** the service, the month and the walk that were looked for instead */
  readonly what: string;
  readonly need: Pick<Need, "start" | "minutes">;
}

/** Where it stands what to write in a field. */
export const problemId = (field: NeedProblem["field"]): string => `problem-${field}`;

/** What the address or the form said that is no answer: it stays in its field, and here stands what to write. */
export function FindProblems({ problems, what, need: { start, minutes } }: FindProblemsProps) {
  const { t, i18n } = useTranslation("finder");
  if (problems.length === 0) return null;
  const words = (problem: NeedProblem) => {
    switch (problem.field) {
      case "need":
        return t("search.needBad", { given: problem.given, what });
      case "born":
        return t(problem.why === "not-a-day" ? "search.bornBad" : "search.bornLater", { given: problem.given });
      case "start":
        return t("search.startBad", { given: problem.given, month: monthName(start, i18n.language) });
      case "walker":
        return t("search.walkerBad", { given: problem.given });
      case "minutes":
        return t("search.minutesBad", { given: problem.given, minutes });
      case "price":
        return t("search.priceBad", { given: problem.given });
      case "age":
        return t("search.ageBad", { given: problem.given });
      case "time":
        return t("search.timeBad", { given: problem.given });
    }
  };
  return (
    <div className={classes.notice} role="alert">
      <h2>{t("search.problem")}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem.field} id={problemId(problem.field)}>
            {words(problem)}
          </li>
        ))}
      </ul>
    </div>
  );
}
