import { Anchor, Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { Form, Link, useNavigation } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type CityProgress, nextStep, stepAddress } from "~/modules/places/domain/city-progress";
import { type ImportBatch, isOfResidents } from "../domain/import-batch";

/** Whose records are seen among the facilities. */
const SEEN_AT_FACILITIES: readonly string[] = ["facilities", "grades", "inspections"];

interface Props {
  readonly batch: ImportBatch;
  readonly mayWrite: boolean;
  readonly leftOutKept: boolean;
  readonly progress: CityProgress | null;
}

/** A long name of a step goes on in the next line, on a phone. */
const WRAPPED = { label: { whiteSpace: "normal" } } as const;

/** What came of it, what comes next, and the way back. */
export function DonePanel({ batch, mayWrite, leftOutKept, progress }: Props) {
  const { t } = useTranslation("imports");
  const isSending = useNavigation().state !== "idle";
  const { create = 0, update = 0, same = 0, skip = 0, refuse = 0 } = batch.counts;
  const next = progress && nextStep(progress);
  const edited = batch.failure?.code === "edited-since" ? Number(batch.failure.facts?.["count"] ?? 0) : 0;
  if (batch.status === "undone") return <Text fw={600}>{t("done.undone", { count: batch.counts.undone ?? 0 })}</Text>;
  return (
    <Stack gap="lg">
      <Paper withBorder p="lg" radius="md">
        <Title order={2} size="h4">
          {t("done.title")}
        </Title>
        <Text mt={4}>{t("done.lead", { create, update, same, left: skip + refuse })}</Text>
        {skip + refuse > 0 && !leftOutKept && (
          <Text size="sm" mt="sm">
            {t("done.leftOutLost", { count: skip + refuse })}
          </Text>
        )}
        {skip + refuse > 0 && leftOutKept && (
          <Text size="sm" mt="sm">
            {t("done.leftOut", { count: skip + refuse })}{" "}
            {(["xlsx", "csv"] as const).map((format) => (
              <Anchor key={format} href={`/plan/import/${batch.id}/problems?rows=all&format=${format}`} mr="sm">
                {t("done.leftOutFile", { format: format.toUpperCase() })}
              </Anchor>
            ))}
          </Text>
        )}
        <Group gap="md" mt="md">
          {next && !isOfResidents(batch.subject) && (
            <Button component={Link} to={stepAddress(next, batch.cityCode)} h="auto" mih={36} py={6} styles={WRAPPED}>
              {t("done.next", { step: t(`done.nextTo.${next}`) })}
            </Button>
          )}
          {!isOfResidents(batch.subject) && next !== "coverage" && progress && progress.facilities > 0 && (
            <Anchor component={Link} to={stepAddress("coverage", batch.cityCode)}>
              {t("done.seeCoverage")}
            </Anchor>
          )}
          {isOfResidents(batch.subject) && (
            <Button component={Link} to={`/visits/residents?city=${batch.cityCode}`}>
              {t("done.seeResidents")}
            </Button>
          )}
          {batch.subject === "walks" && (
            <Anchor component={Link} to={`/plan/coverage/walks?city=${batch.cityCode}`}>
              {t("done.seeWalks")}
            </Anchor>
          )}
          {batch.subject === "barriers" && (
            <Anchor component={Link} to={`/plan/coverage/barriers?city=${batch.cityCode}`}>
              {t("done.seeBarriers")}
            </Anchor>
          )}
          {batch.subject === "premises" && (
            <Button component={Link} to={`/plan/siting/premises?city=${batch.cityCode}`} variant="default">
              {t("done.seePremises")}
            </Button>
          )}
          {SEEN_AT_FACILITIES.includes(batch.subject) && (
            <Anchor component={Link} to={`/plan/facilities?city=${batch.cityCode}`}>
              {t("done.see")}
            </Anchor>
          )}
        </Group>
      </Paper>
      {mayWrite && create + update > 0 && (
        <Paper withBorder p="lg" radius="md">
          <Title order={2} size="h5">
            {t("done.undoTitle")}
          </Title>
          <Text mt={4} mb="sm" c="dimmed">
            {t("done.undoLead")}
          </Text>
          <Form method="post">
            <Group gap="sm">
              <Button type="submit" name="intent" value="undo" variant="default" loading={isSending}>
                {t("done.undo")}
              </Button>
              {edited > 0 && (
                <Button type="submit" name="intent" value="undo-others" variant="default">
                  {t("done.exceptEdited", { count: edited })}
                </Button>
              )}
            </Group>
          </Form>
        </Paper>
      )}
    </Stack>
  );
}
