import { Button, Group, Paper, Progress, Stack, Text } from "@mantine/core";
import { Form, Link, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { ImportBatch } from "../domain/import-batch";

const LOOK_AGAIN_MS = 1000;

/** How far the job is; looks again every second. Without scripts there is a link that does the same. */
export function BatchProgress({ batch }: { batch: ImportBatch }) {
  const { t } = useTranslation("imports");
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (state !== "idle") return;
    const timer = setTimeout(revalidate, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [revalidate, state, batch]);
  const isCounting = batch.total > 0 && batch.progress > 0;
  const percent = isCounting ? Math.min(100, (100 * batch.progress) / batch.total) : 100;
  return (
    <Paper withBorder p="lg" radius="md" aria-live="polite">
      <Stack gap="sm">
        <Text fw={600}>{t(`progress.${batch.status}`)}</Text>
        <Progress.Root size="xl">
          <Progress.Section
            value={percent}
            animated={!isCounting}
            striped={!isCounting}
            aria-label={t(`status.${batch.status}`)}
          />
        </Progress.Root>
        <Group justify="space-between">
          <Text size="sm" c="dimmed" style={{ fontVariantNumeric: "tabular-nums" }}>
            {isCounting ? t("progress.of", { done: batch.progress.toLocaleString(), total: batch.total.toLocaleString() }) : "…"}
          </Text>
          <Group gap="sm">
            <noscript>
              <Link to=".">{t("progress.reload")}</Link>
            </noscript>
            {batch.status !== "uploaded" && (
              <Form method="post">
                <Button type="submit" name="intent" value="cancel" variant="default" disabled={batch.cancelRequested}>
                  {t(batch.cancelRequested ? "progress.cancelling" : "progress.cancel")}
                </Button>
              </Form>
            )}
          </Group>
        </Group>
      </Stack>
    </Paper>
  );
}
