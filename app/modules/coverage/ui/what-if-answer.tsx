import { Alert, Button, Group, Text, VisuallyHidden } from "@mantine/core";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { WhatIfQuestion } from "../domain/what-if-question";
import { countText, groupText } from "./figure-text";
import type { WhatIfSession, WhatIfState } from "./what-if-session";
import classes from "./what-if.module.css";

interface WhatIfAnswerProps {
  readonly page: Pick<WhatIfQuestion, "query" | "today" | "method" | "hasHomes">;
  readonly state: WhatIfState;
  readonly session: WhatIfSession;
}

/** The one large figure, what it does to the city's, and what keeps it from being known. */
export function WhatIfAnswerCard({ page, state, session }: WhatIfAnswerProps) {
  const { t, i18n } = useTranslation("coverage");
  const { query, today, hasHomes } = page;
  const { file, answered, failed, isBeyond } = state;
  const group = groupText(query.group, t);
  const counts = countsOf(state, query.group);
  const count = (people: number) => t("whatIf.people", { people: countText(people, i18n.language) });
  const isLoading = !answered && !failed && state.at !== null;
  return (
    <section
      className={`surface ${classes.answer}`}
      style={{ padding: "0.75rem 1rem" }}
      aria-label={t("whatIf.aside")}
      data-stale={failed !== null || isBeyond}
      data-testid="what-if-answer"
    >
      <div className={classes.figures}>
        <Text size="sm" fw={600}>
          {t("whatIf.newly", { group })}
        </Text>
        <Text component="p" className="figure" c="jade" data-testid="newly" m={0}>
          {counts ? count(counts.newly) : isLoading ? "…" : answered?.answer.unsnapped ? "—" : t("whatIf.unknown")}
        </Text>
        {counts && (
          <Text size="sm" data-testid="inside">
            {t("whatIf.inside", {
              inside: countText(counts.inside, i18n.language),
              already: countText(counts.inside - counts.newly, i18n.language),
            })}
          </Text>
        )}
        {counts && today.people > 0 && (
          <Text size="sm" className={classes.lesser} data-testid="share-after">
            {t("whatIf.share", {
              before: finePercent(today.covered / today.people),
              after: finePercent((today.covered + counts.newly) / today.people),
            })}
          </Text>
        )}
      </div>
      {isLoading && (
        <Text size="sm" c="dimmed">
          {t(`whatIf.loading.${file ? "streets" : "homes"}`)}
        </Text>
      )}
      {failed && (
        <Alert color="red" role="alert" mt="xs">
          <Group justify="space-between" gap="xs">
            <Text size="sm">{t(`whatIf.failed.${failed}`)}</Text>
            <Button size="sm" onClick={session.retry}>
              {t("whatIf.retry")}
            </Button>
          </Group>
        </Alert>
      )}
      {isBeyond && !failed && <Text size="sm">{t("whatIf.beyond")}</Text>}
      {answered?.answer.unsnapped && (
        <Alert color="yellow" variant="light" mt="xs" p="xs" data-testid="unsnapped">
          <Text size="sm">{unsnappedText(state, t)}</Text>
        </Alert>
      )}
      {file && hasHomes && !file.groups.includes(query.group) && <Text size="sm">{t("whatIf.noPopulation", { group })}</Text>}
      {file && !hasHomes && <Text size="sm">{t("whatIf.noHomes")}</Text>}
      <VisuallyHidden role="status" aria-live="polite" data-testid="summary">
        {summaryText(state, query.group, t, i18n.language)}
      </VisuallyHidden>
    </section>
  );
}

/** One place moves a city by hundredths. */
const finePercent = (share: number): string => `${(100 * share).toFixed(2)}%`;

/** People of one group; null where nobody knows: no count, no answer, or a candidate on no street. */
function countsOf({ file, answered }: Pick<WhatIfState, "file" | "answered">, group: string) {
  const column = file?.groups.indexOf(group) ?? -1;
  if (!answered || column < 0 || answered.answer.unsnapped) return null;
  return { newly: answered.answer.newly[column]!, inside: answered.answer.inside[column]! };
}

function unsnappedText({ answered, file }: Pick<WhatIfState, "file" | "answered">, t: TFunction<"coverage">): string {
  const reason = answered?.answer.unsnapped;
  return reason ? t(`whatIf.unsnapped.${reason}`, { snap: file?.streets?.snap ?? 0 }) : "";
}

const degreesText = (degrees: number): string => degrees.toFixed(5);

/** Said once the candidate rests, and not on every frame. */
function summaryText({ rested, file }: WhatIfState, group: string, t: TFunction<"coverage">, language: string): string {
  if (!rested) return "";
  const where = { lon: degreesText(rested.at.lon), lat: degreesText(rested.at.lat) };
  const { answer } = rested;
  if (answer.unsnapped) return t("whatIf.summaryOff", { ...where, reason: unsnappedText({ answered: rested, file }, t) });
  const counts = countsOf({ file, answered: rested }, group);
  const people = (value: number | undefined) =>
    value === undefined ? t("whatIf.unknown") : t("whatIf.people", { people: countText(value, language) });
  return t("whatIf.summary", {
    ...where,
    group: groupText(group, t),
    newly: people(counts?.newly),
    inside: people(counts?.inside),
    communities: answer.reached.length,
    fresh: answer.reached.filter(({ isNew }) => isNew).length,
  });
}
