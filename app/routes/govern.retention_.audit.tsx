import { Anchor, Button, Container, Stack, Text, Textarea, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { MOST_REASON } from "~/modules/accounts/domain/approval";
import { MonthTable } from "~/modules/accounts/ui/month-table";
import { RefusalAlert } from "~/modules/accounts/ui/refusal-alert";
import { mayChangeRetention } from "~/modules/accounts/use-cases/apply-retention.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import {
  askToRetireAudit,
  retirablePlan,
  retireAudit,
  retiredSoFar,
  retirementState,
} from "~/modules/accounts/use-cases/retire-audit.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";

export const handle = { title: "accounts:retirement.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:retention");
  const facts = { plan: await retirablePlan(), state: await retirementState(), gone: await retiredSoFar() };
  return { ...facts, mayAsk: mayChangeRetention(actor), days: retireAudit.days };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:retention");
  const reason = String((await formSaid(request)).get("reason") ?? "").slice(0, 1000);
  const asked = await askToRetireAudit(actor, reason);
  return asked.ok ? redirect("/govern/approvals") : { reason, refusal: asked.refusal };
}

export default function GovernAuditRetirement() {
  const { plan, state, gone, mayAsk, days } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <Container component="main" size="sm" py="md">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to="/govern/retention" size="sm">
            {t("retirement.back")}
          </Anchor>
          <Title order={1} size="h2">
            {t("retirement.title")}
          </Title>
          <Text c="dimmed">{t("retirement.lead")}</Text>
        </div>
        {plan ? (
          <section className="surface">
            <Stack p="md" gap="md">
              <Text fw={650}>{t("retirement.plan", { ...plan, months: plan.months.length })}</Text>
              <MonthTable label={t("retirement.months")} months={plan.months} />
              {!mayAsk && <Text>{t("retention.notYours")}</Text>}
              {state !== "none" && (
                <Text role="status">
                  {t(`retirement.${state}`)} <Link to="/govern/approvals">{t("retirement.approvals")}</Link>
                </Text>
              )}
              {mayAsk && state === "none" && (
                <Form method="post" noValidate>
                  <Stack gap="sm">
                    <Text>{t("retirement.what")}</Text>
                    <Text>{t("retirement.how", { days })}</Text>
                    <RefusalAlert refusal={answer?.refusal ?? null} />
                    <Textarea
                      name="reason"
                      label={t("retirement.why")}
                      defaultValue={answer?.reason ?? ""}
                      autosize
                      minRows={2}
                      maxLength={MOST_REASON}
                    />
                    <div>
                      <Button type="submit">{t("retirement.ask")}</Button>
                    </div>
                  </Stack>
                </Form>
              )}
            </Stack>
          </section>
        ) : (
          <Text>{t("retirement.none")}</Text>
        )}
        <Title order={2} size="h4">
          {t("retirement.gone")}
        </Title>
        {gone.length === 0 ? (
          <Text c="dimmed">{t("retirement.noneGone")}</Text>
        ) : (
          <MonthTable label={t("retirement.gone")} months={gone} />
        )}
      </Stack>
    </Container>
  );
}
