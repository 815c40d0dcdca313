import { Alert, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AccessMeasure } from "../domain/access-run";
import type { CoverageQuery } from "../domain/coverage-query";
import type { QueryProblem } from "../domain/query-problem";
import type { AreaSort } from "./area-sort";
import { groupText, limitText, nameIn } from "./figure-text";
import { problemText } from "./problem-words";

interface Named {
  readonly key: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

interface QueryProblemsProps {
  readonly problems: readonly QueryProblem[];
  readonly city: { readonly nameZh: string; readonly nameEn: string };
  readonly query: CoverageQuery;
  readonly sort: AreaSort;
  readonly measure?: AccessMeasure;
  readonly choices: { readonly types: readonly Named[]; readonly walkers: readonly Named[] };
}

/** Each value of the address that could not be used, and what is shown in its stead. The good ones were kept. */
export function QueryProblems({ problems, city, query, sort, choices, measure = "2sfca" }: QueryProblemsProps) {
  const { t, i18n } = useTranslation("coverage");
  if (problems.length === 0) return null;
  const named = (all: readonly Named[], key: string) =>
    nameIn(i18n.language, all.find((one) => one.key === key) ?? { nameZh: key, nameEn: key });
  const used: Record<QueryProblem["field"], () => string> = {
    city: () => nameIn(i18n.language, city),
    types: () => query.types.map((key) => named(choices.types, key)).join(t("report.and")),
    group: () => groupText(query.group, t),
    walker: () => named(choices.walkers, query.walker),
    minutes: () => limitText(query.limit, t),
    metres: () => limitText(query.limit, t),
    date: () => t("problem.today", { date: query.date }),
    level: () => t("problem.whole"),
    inside: () => t("problem.whole"),
    method: () => t(`methods.${query.method}`),
    measure: () => t(`access.measures.${measure}`),
    compare: () => t("problem.uncompared"),
    layer: () => t("problem.usualLayer"),
    sort: () => t("problem.bySort", { column: t(`table.${sort}`) }),
  };
  return (
    <Alert color="red" role="alert" title={t("problem.title")} styles={{ title: { color: "var(--mantine-color-text)" } }}>
      {problems.map((problem) => (
        <Text key={`${problem.field} ${problem.kind} ${problem.given}`}>
          {t("problem.instead", { said: problemText(problem, t), used: used[problem.field]() })}
        </Text>
      ))}
    </Alert>
  );
}
