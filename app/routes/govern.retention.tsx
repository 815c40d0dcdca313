import { Alert, Anchor, Container, Stack, Table, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { RetentionRow } from "~/modules/accounts/ui/retention-row";
import classes from "~/modules/accounts/ui/stacked-table.module.css";
import { changeRetention, mayChangeRetention, retentionPlan } from "~/modules/accounts/use-cases/apply-retention.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { retirablePlan } from "~/modules/accounts/use-cases/retire-audit.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { retainedKinds } from "~/modules/oversight/use-cases/retained-kinds.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:retention.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:retention");
  const saved = new URL(request.url).searchParams.get("saved");
  const { timeZone } = await requireCity(request);
  const months = (await retirablePlan())?.months.length ?? 0;
  const lines = await retentionPlan(retainedKinds);
  const shown = { saved: lines.find(({ kind }) => kind === saved) ?? null, mayChange: mayChangeRetention(actor), timeZone };
  return { lines, months, grants: actor.grants, ...shown };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:retention");
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 400);
  const [kind, typed] = [said("kind"), { days: said("days"), reason: said("reason") }];
  const changed = await changeRetention(actor, kind, typed);
  return changed.ok ? redirect(`/govern/retention?saved=${kind}`) : { kind, typed, refusal: changed.refusal };
}

export default function GovernRetention() {
  const { lines, months, grants, saved, mayChange, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  const day = (at: string) => new Intl.DateTimeFormat("sv-SE", { timeZone }).format(new Date(at));
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
            {t("retention.saved", { kind: t(`retention.kinds.${saved.kind}`), days: saved.keepDays })}
          </Alert>
        )}
        <Table aria-label={t("retention.title")} verticalSpacing="sm" className={classes.table!}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("retention.kind")}</Table.Th>
              <Table.Th>{t("retention.days")}</Table.Th>
              <Table.Th>{t("retention.overdue")}</Table.Th>
              <Table.Th>{t("retention.why")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {lines.map((line) => (
              <RetentionRow
                key={`${line.kind}${line.lastChange?.changedAt}`}
                rule={line}
                days={{
                  before: day(line.before),
                  oldest: line.oldest && day(line.oldest),
                  changed: line.lastChange && day(line.lastChange.changedAt),
                }}
                mayChange={mayChange}
                answer={answer?.kind === line.kind ? answer : null}
              >
                {line.kind === "audit" && (
                  <Anchor component={Link} to="/govern/retention/audit" size="sm">
                    {months === 0 ? t("retention.noMonthOld") : t("retention.monthsOld", { count: months })}
                  </Anchor>
                )}
              </RetentionRow>
            ))}
          </Table.Tbody>
        </Table>
      </Stack>
    </Container>
  );
}
