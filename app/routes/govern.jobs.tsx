import { Alert, Container, Stack, Text, Title } from "@mantine/core";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FailedJobList } from "~/modules/accounts/ui/failed-job-list";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { failedJobsInView, settleFailedJob } from "~/modules/accounts/use-cases/failed-jobs.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { alarmFigures, queueStatus } from "~/platform/queue-status.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:jobs.title" };

const notPermitted = (role: string) =>
  Response.json({ refusal: "not-permitted", permission: "read:operations", role }, { status: 403 });

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:operations");
  const found = await failedJobsInView(actor);
  if (!found.ok) throw notPermitted(actor.role);
  const { timeZone } = await requireCity(request);
  return { jobs: found.value, ...(await queueStatus()), alarms: await alarmFigures(), grants: actor.grants, timeZone };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:operations");
  const form = await formSaid(request);
  const [id, intent] = ["job", "intent"].map((name) => String(form.get(name) ?? ""));
  if (!/^\d{1,18}$/.test(id ?? "")) return json({ refusal: "job-not-there" as const }, 404);
  const settled = await settleFailedJob(actor, id ?? "", intent === "retry" ? "retry" : "give-up");
  if (settled.ok) return redirect("/govern/jobs");
  if (settled.refusal.kind === "not-permitted") throw notPermitted(actor.role);
  return json({ refusal: settled.refusal.kind }, 404);
}

export default function GovernJobs() {
  const { jobs, waiting, alarms, grants, timeZone } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("jobs.title")}
          </Title>
          <Text c="dimmed">{t("jobs.lead")}</Text>
        </div>
        <GovernPages grants={grants} />
        {answer?.refusal && (
          <Alert color="orange" role="alert">
            {t("jobs.gone")}
          </Alert>
        )}
        <Text size="sm" c="dimmed" aria-live="polite">
          {t("jobs.count", { count: jobs.length, waiting })}
        </Text>
        {alarms.late + alarms.failing + alarms.notTold > 0 ? (
          <Alert color="red" c="var(--mantine-color-text)" role="alert">
            {t("jobs.alarms", { ...alarms })}
          </Alert>
        ) : (
          <Text size="sm">{t("jobs.alarmsWell")}</Text>
        )}
        {jobs.length === 0 ? <Text>{t("jobs.none")}</Text> : <FailedJobList jobs={jobs} timeZone={timeZone} />}
      </Stack>
    </Container>
  );
}
