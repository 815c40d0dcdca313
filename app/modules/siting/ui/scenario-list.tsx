import { Anchor, Badge, Button, Checkbox, Group, Stack, Text, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { toldGap } from "../domain/known-gap";
import type { ListedAnswer } from "../domain/listed-answer";
import { isUnderWay, type RunState } from "../domain/siting-scenario";
import { ListedFigures } from "./listed-figures";
import { gapWords } from "./page-sentence";
import classes from "./scenario-list.module.css";

export interface ListedScenario {
  readonly id: string;
  readonly name: string;
  readonly changedAt: Date;
  readonly changedBy: string | null;
  readonly run: {
    readonly id: string;
    readonly state: RunState;
    readonly askedAt: Date;
    readonly askedBy: string | null;
    readonly isCutOff: boolean;
    readonly isProved: boolean;
    readonly gap: number | null;
  } | null;
  /** the newest there is, which may be older than the newest run; null = none yet */
  readonly answer: ListedAnswer | null;
}

interface ScenarioListProps {
  readonly scenarios: readonly ListedScenario[];
  readonly people: Readonly<Record<string, string>>;
  readonly city: { readonly code: string; readonly timeZone: string };
  readonly isArchived: boolean;
  readonly mayPlan: boolean;
  /** how many are shown, where there are more; null = all of them */
  readonly cutAt: number | null;
}

const COLOURS: Record<RunState, string> = {
  ...{ waiting: "gray", running: "blue", done: "jade", impossible: "orange", stopped: "yellow", failed: "red" },
};
const HEADINGS = ["name", "reached", "sites", "cost", "asked"] as const;

/** What was saved, the last changed first, each with what came of it; two or three can be laid side by side. */
export function ScenarioList({ scenarios, people, city, isArchived, mayPlan, cutAt }: ScenarioListProps) {
  const { t, i18n } = useTranslation("siting");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en-GB" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: city.timeZone },
  });
  return (
    <Stack component="section" gap="xs" aria-labelledby="scenarios-title">
      <Group justify="space-between">
        <Title order={2} size="h3" id="scenarios-title">
          {t(isArchived ? "list.archived" : "list.title")}
        </Title>
        <Anchor component={Link} to={`/plan/siting?city=${city.code}${isArchived ? "" : "&archived=1"}`}>
          {t(isArchived ? "list.showLive" : "list.showArchived")}
        </Anchor>
      </Group>
      {scenarios.length === 0 ? (
        <Text c="dimmed">{t(isArchived ? "list.noneArchived" : mayPlan ? "list.none" : "list.noneToRead")}</Text>
      ) : (
        <Form method="get" action="/plan/siting/compare" className="surface">
          <input type="hidden" name="city" value={city.code} />
          {/* On a phone its rows are cards: the roles keep them a table for whoever listens. */}
          <table className={classes.table} role="table" aria-labelledby="scenarios-title">
            <thead role="rowgroup">
              <tr role="row">
                <td role="cell" />
                {HEADINGS.map((key) => (
                  <th
                    key={key}
                    role="columnheader"
                    scope="col"
                    className={key === "sites" || key === "cost" ? classes.number : ""}
                  >
                    {t(`list.${key}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody role="rowgroup">
              {scenarios.map((scenario) => (
                <tr key={scenario.id} role="row">
                  <td role="cell" className={classes.pick}>
                    <Checkbox name="ids" value={scenario.id} aria-label={t("list.pick", { name: scenario.name })} />
                  </td>
                  <th role="rowheader" scope="row" className={classes.name}>
                    <Anchor component={Link} to={`/plan/siting/${scenario.id}?city=${city.code}`} fw={600} className="typed">
                      {scenario.name}
                    </Anchor>
                    <RunBadge run={scenario.run} />
                  </th>
                  <ListedFigures {...scenario} timeText={(at) => time.format(at)} />
                  <td role="cell" data-label={t(scenario.run ? "list.asked" : "list.time")}>
                    <Asked {...{ scenario, people }} timeText={(at) => time.format(at)} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {cutAt !== null && (
            <Text size="sm" px="md" pt="md">
              {t(isArchived ? "list.cutArchived" : "list.cut", { count: cutAt })}
            </Text>
          )}
          {!isArchived && (
            <Group p="md" gap="md">
              <Button type="submit" variant="default">
                {t("list.compare")}
              </Button>
              <Text size="sm" c="dimmed">
                {t("list.choose")}
              </Text>
            </Group>
          )}
        </Form>
      )}
    </Stack>
  );
}

interface AskedProps {
  readonly scenario: Pick<ListedScenario, "run" | "changedAt" | "changedBy">;
  readonly people: Readonly<Record<string, string>>;
  readonly timeText: (at: Date) => string;
}

/** When it was asked last and by whom; one that never was, when it was made. */
function Asked({ scenario: { run, changedAt, changedBy }, people, timeText }: AskedProps) {
  const { t } = useTranslation("siting");
  const [at, by] = run ? [run.askedAt, run.askedBy] : [changedAt, changedBy];
  const who = by === null ? undefined : people[by];
  return (
    <>
      <span className={classes.whole}>{run ? timeText(at) : t("list.made", { at: timeText(at) })}</span>
      {who && <div className={classes.quiet}>{who}</div>}
    </>
  );
}

export function RunBadge({
  run,
}: {
  readonly run: Omit<NonNullable<ListedScenario["run"]>, "id" | "askedBy" | "askedAt"> | null;
}) {
  const { t } = useTranslation("siting");
  if (!run) return <Text c="dimmed">{t("state.none")}</Text>;
  const isLost = run.isCutOff && isUnderWay(run);
  const gap = toldGap({ proved: run.isProved, gap: run.gap });
  const proof = run.isProved ? t("proved") : gap === null ? t("unproved") : t("within", { gap: gapWords(gap) });
  return (
    <Group gap="xs">
      <Badge color={isLost ? "red" : COLOURS[run.state]} variant="light" tt="none">
        {t(isLost ? "state.cut-off" : `state.${run.state}`)}
      </Badge>
      {(run.state === "done" || run.state === "stopped") && proof && <Text size="sm">{proof}</Text>}
    </Group>
  );
}
