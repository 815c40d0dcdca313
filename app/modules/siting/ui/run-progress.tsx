import { Alert, Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { toldGap } from "../domain/known-gap";
import { isRoomed, type SitingQuestion } from "../domain/siting-question";
import type { Line, RunState } from "../domain/siting-scenario";
import { gapWords } from "./page-sentence";

/** Soon at first; later a little patience. */
const SOONEST_MS = 250;
const LATEST_MS = 1_500;

interface RunProgressProps {
  readonly run: {
    readonly state: RunState;
    readonly objective: number | null;
    readonly bound: number | null;
    readonly seconds: number;
    readonly isStopAsked: boolean;
    readonly isCutOff: boolean;
    /** while it waits */
    readonly line: Line | null;
  };
  readonly question: Asked & Pick<SitingQuestion, "seconds">;
  readonly language: string;
  readonly mayPlan: boolean;
}

type Asked = Pick<SitingQuestion, "aim" | "isKeeping" | "groups" | "upper" | "capacity" | "from" | "points">;

/** What the best so far counts: not new people alone, but all who have what was asked for. */
function counted(question: Asked): "sites" | "metres" | "reached" | "seated" | "twice" | "weighed" {
  const { aim, groups, upper } = question;
  if (aim === "all") return "sites";
  if (aim === "shortest" || aim === "farthest") return "metres";
  if (isRoomed(question)) return "seated";
  if (groups.length > 1 || groups[0]?.weight !== 1 || upper) return "weighed";
  return aim === "twice" ? "twice" : "reached";
}

/** What it waits for: others before it, its turn now, or somebody to work at all. */
function waiting(line: Line | null): ["progress.waiting" | "progress.before" | "progress.nobody", { count: number }] {
  if (line && !line.isWorkedAt) return ["progress.nobody", { count: 0 }];
  return line?.before ? ["progress.before", { count: line.before }] : ["progress.waiting", { count: 0 }];
}

/** The best so far and what no choice can pass; «enough» keeps the best so far. */
export function RunProgress({ run, question, language, mayPlan }: RunProgressProps) {
  const { t } = useTranslation("siting");
  const { revalidate, state } = useRevalidator();
  const wait = useRef(SOONEST_MS);
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(revalidate, wait.current);
    wait.current = Math.min(LATEST_MS, wait.current * 1.2);
    return () => clearTimeout(timer);
  }, [revalidate, state, run.seconds]);
  if (run.isCutOff)
    return (
      <Alert color="red" role="alert" title={t("progress.cutOff")}>
        <Text mb="sm">{t("progress.cutOffWhat")}</Text>
        {mayPlan && (
          <Form method="post">
            <Button type="submit" name="intent" value="stop">
              {t("progress.end")}
            </Button>
          </Form>
        )}
      </Alert>
    );
  const { objective, bound } = run;
  const unit = counted(question);
  const isOfPeople = unit !== "sites" && unit !== "metres";
  const said = (figure: number, key: typeof unit | "people") =>
    t(`progress.${key}`, {
      value: new Intl.NumberFormat(language === "en" ? "en-GB" : "zh-CN").format(Math.round(figure)),
      there: question.isKeeping ? t("progress.there") : "",
    });
  const isLeast = question.aim === "all" || question.aim === "shortest" || question.aim === "farthest";
  const gap = objective !== null && bound !== null && objective > 0 ? Math.abs(bound - objective) / objective : 0;
  const near = toldGap({ proved: false, gap });
  const isOver = !run.isStopAsked && run.state === "running" && run.seconds > question.seconds;
  return (
    <Paper withBorder p="lg" radius="md">
      <Stack gap="sm">
        <Text fw={650} aria-live="polite">
          {run.state === "waiting" ? t(...waiting(run.line)) : objective === null ? t("progress.measuring") : t("progress.title")}
        </Text>
        <Progress
          value={Math.min(100, (100 * run.seconds) / question.seconds)}
          animated
          aria-label={t("progress.seconds", { seconds: run.seconds.toFixed(1), most: question.seconds })}
        />
        {objective !== null && question.aim !== "shortest" && (
          <Group gap="lg">
            <Text fw={600}>{t("progress.best", { best: said(objective, unit) })}</Text>
            {bound !== null && (
              <Text>
                {t(isLeast ? "progress.boundLeast" : "progress.bound", { bound: said(bound, isOfPeople ? "people" : unit) })}
              </Text>
            )}
          </Group>
        )}
        {gap > 0 && <Text>{near === null ? t("unproved") : t("progress.gap", { gap: gapWords(near) })}</Text>}
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t("progress.seconds", { seconds: run.seconds.toFixed(1), most: question.seconds })}
            {isOver ? t("progress.ending") : ""}
          </Text>
          {mayPlan && (
            <Form method="post">
              <Button type="submit" name="intent" value="stop" variant="default" disabled={run.isStopAsked}>
                {t(run.isStopAsked ? "progress.stopping" : objective === null ? "progress.stopNow" : "progress.stop")}
              </Button>
            </Form>
          )}
        </Group>
        <noscript>
          <Link to=".">{t("progress.reload")}</Link>
        </noscript>
      </Stack>
    </Paper>
  );
}
