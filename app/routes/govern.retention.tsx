import { Alert, Button, Container, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { changeRetention, mayChangeRetention, retentionPlan } from "~/modules/accounts/use-cases/apply-retention.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:retention.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:retention");
  const saved = new URL(request.url).searchParams.get("saved");
  return { lines: await retentionPlan(retainedKinds), grants: actor.grants, saved, mayChange: mayChangeRetention(actor) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:retention");
  const form = await formSaid(request);
  const kind = String(form.get("kind") ?? "");
  const changed = await changeRetention(actor, kind, String(form.get("days") ?? ""));
  return changed.ok ? redirect(`/govern/retention?saved=${kind}`) : { kind, refusal: changed.refusal };
}

export default function GovernRetention() {
  const { lines, grants, saved, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("accounts");
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("retention.title")}
          </Title>
          <Text c="dimmed">{t("retention.lead")}</Text>
        </div>
        <GovernPages grants={grants} />
        {!mayChange && <Text>{t("retention.notYours")}</Text>}
        {saved && !answer && (
          <Alert color="teal" role="status">
            {t("retention.saved")}
          </Alert>
        )}
        <Table.ScrollContainer minWidth={760}>
          <Table aria-label={t("retention.title")} verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("retention.kind")}</Table.Th>
                <Table.Th>{t("retention.days")}</Table.Th>
                <Table.Th ta="right">{t("retention.overdue")}</Table.Th>
                <Table.Th>{t("retention.why")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {lines.map(({ kind, keepDays, leastDays, overdue, oldest, before, sourceZh, sourceEn, mark, isApplied }) => (
                <Table.Tr key={kind}>
                  <Table.Th scope="row">
                    {t(`retention.kinds.${kind}`)}
                    <Text size="sm" c="dimmed" fw={400}>
                      {t(`retention.what.${kind}`)}
                    </Text>
                  </Table.Th>
                  <Table.Td>
                    {kind === "sessions" ? (
                      t("retention.what.sessions")
                    ) : !mayChange ? (
                      t("retention.kept", { days: keepDays })
                    ) : (
                      <Form method="post">
                        <input type="hidden" name="kind" value={kind} />
                        <Group gap="xs" wrap="nowrap" align="flex-start">
                          <TextInput
                            name="days"
                            aria-label={t("retention.daysOf", { kind: t(`retention.kinds.${kind}`) })}
                            description={leastDays > 0 ? t("retention.least", { days: leastDays }) : null}
                            inputWrapperOrder={["label", "input", "description", "error"]}
                            inputMode="numeric"
                            w="7rem"
                            defaultValue={keepDays}
                            error={answer?.kind === kind && t(`retention.refusal.${answer.refusal.kind}`, { ...answer.refusal })}
                          />
                          <Button type="submit" variant="default">
                            {t("retention.change")}
                          </Button>
                        </Group>
                      </Form>
                    )}
                  </Table.Td>
                  <Table.Td ta="right">
                    {t("retention.rows", { rows: overdue })}
                    <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                      {t("retention.before", { day: before.slice(0, 10) })}
                      {oldest && t("retention.oldest", { day: oldest.slice(0, 10) })}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    {i18n.language === "en" ? sourceEn : sourceZh} [{mark}]
                    <Text size="sm" c="dimmed">
                      {t(isApplied ? "retention.nightly" : "retention.byOwner")}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Stack>
    </Container>
  );
}
