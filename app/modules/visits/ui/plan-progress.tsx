import { Alert, Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

/** Soon at first, for whoever is ill today; later a little patience. */
const SOONEST_MS = 200;
const LATEST_MS = 2_000;

interface PlanProgressProps {
  readonly progress: number;
  readonly isCutOff: boolean;
  readonly isStopAsked: boolean;
  /** when the best so far was kept, as text; null = not yet */
  readonly savedAt: string | null;
  readonly visits: number;
}

/** How far the search is, and how to end it with the best so far; one that was cut off says so and what was kept. */
export function PlanProgress({ progress, isCutOff, isStopAsked, savedAt, visits }: PlanProgressProps) {
  const { t } = useTranslation("visits");
  const { revalidate, state } = useRevalidator();
  const wait = useRef(SOONEST_MS);
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(revalidate, wait.current);
    wait.current = Math.min(LATEST_MS, wait.current * 1.25);
    return () => clearTimeout(timer);
  }, [revalidate, state, progress, isCutOff]);
  const percent = Math.round(100 * progress);
  const kept = savedAt ? t("plan.progress.kept", { at: savedAt, count: visits }) : t("plan.progress.nothingKept");
  if (isCutOff)
    return (
      <Alert color="red" role="alert" title={t("plan.progress.cutOff")}>
        <Text mb="sm">{kept}</Text>
        <Form method="post">
          <Group>
            <Button type="submit" name="intent" value="stop">
              {t("plan.progress.take")}
            </Button>
            <Button type="submit" name="intent" value="discard" variant="default">
              {t("plan.discard")}
            </Button>
          </Group>
        </Form>
      </Alert>
    );
  return (
    <Paper withBorder p="lg" radius="md">
      <Stack gap="sm">
        <Text fw={600} aria-live="polite">
          {t("plan.progress.running", { percent })}
        </Text>
        <Progress value={percent} aria-label={t("plan.progress.running", { percent })} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {kept}
          </Text>
          <Form method="post">
            <Button type="submit" name="intent" value="stop" variant="default" disabled={isStopAsked}>
              {t(isStopAsked ? "plan.progress.stopping" : "plan.progress.stop")}
            </Button>
          </Form>
        </Group>
        <noscript>
          <Link to=".">{t("plan.progress.reload")}</Link>
        </noscript>
      </Stack>
    </Paper>
  );
}
