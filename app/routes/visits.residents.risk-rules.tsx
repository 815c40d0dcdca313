import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { RiskRuleForm, RiskRuleTable } from "~/modules/residents/ui/risk-rule-page";
import { adoptRiskRule, riskRulesInView, stopRiskRule } from "~/modules/residents/use-cases/change-risk-rules.server";

export const handle = { title: "residents:riskRule.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:residents");
  return riskRulesInView(actor, await requireCity(request));
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "adopt:visit-rules");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 400);
  const done =
    text("intent") === "end"
      ? await stopRiskRule(actor, city, text("key"), text("from"))
      : await adoptRiskRule(actor, city, {
          ...{ risk: text("risk"), leastAge: text("leastAge"), leastGrade: text("leastGrade"), source: text("source") },
          ...{ mark: text("mark"), from: text("from"), categories: form.getAll("categories").map(String).slice(0, 10) },
        });
  if (done.ok) return redirect(`/visits/residents/risk-rules?city=${city.code}`);
  const typed = Object.fromEntries([...new Set(form.keys())].map((key) => [key, form.getAll(key).map(String)]));
  return data({ refusal: done.refusal.kind, typed }, { status: done.refusal.kind === "not-permitted" ? 403 : 422 });
}

/** 风险等级规则: what makes somebody high or key, with source and days. */
export default function RiskRules() {
  const { rules, areOwn, mayChange, today } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("residents");
  return (
    <Container component="main" size="lg" py="lg">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to="/visits/residents" size="sm" className="no-print">
            {t("file.backToList")}
          </Anchor>
          <Title order={1} size="h2">
            {t("riskRule.title")}
          </Title>
          <Text c="dimmed">{t("riskRule.lead")}</Text>
        </div>
        {!areOwn && <Alert color="gray">{t("riskRule.standard")}</Alert>}
        {answer && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        <RiskRuleTable rules={rules} today={today} mayChange={mayChange} />
        {mayChange && (
          <section>
            <Title order={2} size="h4" mb="sm">
              {t("riskRule.add")}
            </Title>
            <RiskRuleForm key={answer ? "typed" : "new"} today={today} typed={answer?.typed ?? null} />
          </section>
        )}
      </Stack>
    </Container>
  );
}
