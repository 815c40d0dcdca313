import { Anchor, Button, Group, List, Stack, Text, TextInput, Title } from "@mantine/core";
import { Form, Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { SitingScenario } from "../domain/siting-scenario";
import { RunBadge, type ListedScenario } from "./scenario-list";

interface ScenarioStepsProps {
  readonly scenario: Pick<SitingScenario, "id" | "name" | "isNameOwn" | "version" | "archivedAt">;
}

/** Rename, duplicate, archive, delete: each a form of its own. */
export function ScenarioSteps({ scenario: { name, isNameOwn, version, archivedAt } }: ScenarioStepsProps) {
  const { t } = useTranslation("siting");
  const copy = t("steps.copyOf", { name: "" });
  const hidden = <input type="hidden" name="version" value={version} />;
  return (
    <section className="surface no-print" style={{ padding: "var(--mantine-spacing-md)" }} id="scenario-steps">
      <Title order={2} size="h4">
        {t("steps.title")}
      </Title>
      <Stack gap="md" mt="sm">
        <Form method="post">
          {hidden}
          <Group align="end">
            <TextInput
              {...{ name: "name", label: t("steps.newName"), defaultValue: name, maxLength: 80, required: true }}
              {...{ w: "26rem", maw: "100%", ...(isNameOwn ? {} : { description: t("steps.nameFollows") }) }}
            />
            <Button type="submit" name="intent" value="rename" variant="default">
              {t("steps.rename")}
            </Button>
          </Group>
        </Form>
        <Group>
          {!archivedAt && (
            <Form method="post">
              <Button type="submit" name="intent" value="again" variant="default">
                {t("steps.again")}
              </Button>
            </Form>
          )}
          <Form method="post">
            <input type="hidden" name="name" value={t("steps.copyOf", { name: name.split(copy)[0] })} />
            <Button type="submit" name="intent" value="duplicate" variant="default">
              {t("steps.duplicate")}
            </Button>
          </Form>
          <Form method="post">
            {hidden}
            <Button type="submit" name="intent" value={archivedAt ? "unarchive" : "archive"} variant="default">
              {t(archivedAt ? "steps.unarchive" : "steps.archive")}
            </Button>
          </Form>
        </Group>
        {archivedAt && (
          <Form method="post">
            {hidden}
            <Group>
              <Button type="submit" name="intent" value="delete" color="red" variant="light">
                {t("steps.delete")}
              </Button>
              <Text size="sm">{t("steps.deleteWhat")}</Text>
            </Group>
          </Form>
        )}
      </Stack>
    </section>
  );
}

interface RunListProps {
  readonly runs: readonly NonNullable<ListedScenario["run"]>[];
  readonly shownId: string | null;
  readonly address: string;
  readonly timeText: (at: Date) => string;
}

/** The latest times it was asked: old answers stay for a time. */
export function RunList({ runs, shownId, address, timeText }: RunListProps) {
  const { t } = useTranslation("siting");
  if (runs.length < 2) return null;
  return (
    <Stack component="section" gap="xs" className="surface no-print" p="md" aria-labelledby="runs-title">
      <Title order={2} size="h4" id="runs-title">
        {t("runs.title")}
      </Title>
      <Text size="sm" c="dimmed">
        {t("runs.keep")}
      </Text>
      <List spacing={4} listStyleType="none">
        {runs.map((run) => (
          <List.Item key={run.id}>
            <Group gap="sm">
              {run.id === shownId ? (
                <Text fw={600}>
                  {timeText(run.askedAt)} · {t("runs.this")}
                </Text>
              ) : (
                <Anchor component={Link} to={`${address}&run=${run.id}`}>
                  {timeText(run.askedAt)}
                </Anchor>
              )}
              <RunBadge run={run} />
            </Group>
          </List.Item>
        ))}
      </List>
    </Stack>
  );
}
