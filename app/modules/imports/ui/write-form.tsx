import { Alert, Anchor, Button, Checkbox, Group, Paper, Stack, Text } from "@mantine/core";
import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { ImportBatch } from "../domain/import-batch";

/** The last word before writing. Leaving refused rows out must be said. */
export function WriteForm({ batch, isDemo }: { batch: ImportBatch; isDemo: boolean }) {
  const { t } = useTranslation("imports");
  const isSending = useNavigation().state !== "idle";
  const refused = batch.counts.refuse ?? 0;
  const changes = (batch.counts.create ?? 0) + (batch.counts.update ?? 0);
  const address = `/plan/import/${batch.id}/problems`;
  return (
    <Paper withBorder p="md" radius="md">
      <Form method="post">
        <Stack gap="sm">
          {isDemo && <Alert color="orange">{t("write.demo")}</Alert>}
          {(batch.counts.unplaced ?? 0) > 0 && <Text size="sm">{t("preview.unplacedStay")}</Text>}
          {(batch.counts.duplicates ?? 0) > 0 && <Text size="sm">{t("preview.defaultSame")}</Text>}
          {refused > 0 && (
            <>
              <Text size="sm">{t("write.refusedStop", { count: refused })}</Text>
              <Checkbox
                name="leaveOutRefused"
                value="yes"
                label={t("write.leaveOut", { count: refused })}
                defaultChecked={batch.options.leaveOutRefused ?? false}
              />
            </>
          )}
          {(refused > 0 || (batch.counts.warnings ?? 0) > 0) && (
            <Text size="sm">
              {t("preview.download")}{" "}
              {(["xlsx", "csv"] as const).map((format) => (
                <span key={format}>
                  {refused > 0 && (
                    <Anchor href={`${address}?rows=refused&format=${format}`} mr="sm">
                      {t("preview.downloadRefused", { format: format.toUpperCase() })}
                    </Anchor>
                  )}
                  <Anchor href={`${address}?rows=all&format=${format}`} mr="sm">
                    {t("preview.downloadAll", { format: format.toUpperCase() })}
                  </Anchor>
                </span>
              ))}
              {(batch.subject === "facilities" || batch.subject === "premises") && (
                <Anchor component={Link} to={`${address}/numbers`}>
                  {t("preview.downloadNumbers")}
                </Anchor>
              )}
            </Text>
          )}
          <Group justify="space-between">
            <Anchor component={Link} to={`?city=${batch.cityCode}&step=columns`}>
              {t("preview.backToColumns")}
            </Anchor>
            {(batch.counts.ask ?? 0) > 0 ? (
              <Text fw={600}>{t("write.unanswered", { count: batch.counts.ask })}</Text>
            ) : changes > 0 ? (
              <Button type="submit" name="intent" value="write" loading={isSending} size="md">
                {t("write.go", { count: changes })}
              </Button>
            ) : (
              <Text fw={600}>{t("write.nothing")}</Text>
            )}
          </Group>
        </Stack>
      </Form>
    </Paper>
  );
}
