import { Alert, Button, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { AdoptApart } from "~/modules/visits/ui/adopt-apart";
import { RuleForm } from "~/modules/visits/ui/rule-form";
import { RuleAnswer } from "~/modules/visits/ui/rule-preview-view";
import { RuleTable } from "~/modules/visits/ui/rule-table";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { answerRuleForm } from "~/modules/visits/use-cases/answer-rule-form.server";
import { rulesOf, rulesSeen } from "~/modules/visits/use-cases/change-rules.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "visits:rules.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const rules = await rulesOf(actor, city);
  const replace = addressSaid(request).get("replace");
  return {
    ...{ city, rules, grants: actor.grants, seen: rulesSeen(rules), today: today(city.timeZone) },
    names: await areaNames(rules.map(({ areaCode }) => areaCode)),
    replaces: rules.find(({ id }) => id === replace) ?? null,
    mayChange: may(actor, "adopt:visit-rules"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "adopt:visit-rules");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const typed = Object.fromEntries([...new Set(form.keys())].map((key) => [key, form.getAll(key).map(String)]));
  const answer = await answerRuleForm(actor, city, form);
  if (!answer) return redirect(`/visits/rules?city=${city.code}`);
  return { ...answer, typed, names: await areaNames(Object.keys(answer.simulated?.preview.byArea ?? {})) };
}

export default function VisitsRules() {
  const { city, rules, grants, seen, today: day, names, replaces, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const named = (of: typeof names) =>
    Object.fromEntries(Object.entries(of).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]));
  const isApart = /-end$|standard$/.test(answer?.typed?.["intent"]?.[0] ?? "");
  const said = answer && <RuleAnswer {...answer} areas={named(answer.names)} />;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("rules.title")}
          </Title>
          <Text c="dimmed">{t("rules.lead")}</Text>
        </div>
        <VisitPages grants={grants} />
        <Alert color="gray" variant="light">
          {t("rules.floor")}
        </Alert>
        {rules.length === 0 ? (
          <Stack align="start">
            <Text>{t("rules.none")}</Text>
            {mayChange && (
              <Form method="post" action={`/visits/rules?city=${city.code}`}>
                <Button type="submit" name="intent" value="standard">
                  {t("rules.standard")}
                </Button>
              </Form>
            )}
          </Stack>
        ) : (
          <RuleTable rules={rules} areas={named(names)} {...{ cityCode: city.code, today: day, seen, mayChange }} />
        )}
        {(isApart || !mayChange) && said}
        {answer?.simulated && isApart && <AdoptApart cityCode={city.code} typed={answer.typed} shown={answer.shown} />}
        {mayChange && (
          <section id="form">
            <Title order={2} size="h4" mb="sm">
              {t(replaces ? "rules.replaceTitle" : "rules.addTitle")}
            </Title>
            <RuleForm
              key={`${replaces?.id ?? ""}${answer ? "typed" : ""}`}
              {...{ cityCode: city.code, today: day, seen, replaces }}
              typed={answer && !isApart ? answer.typed : null}
              shown={answer?.simulated && !isApart ? answer.shown : null}
            >
              {!isApart && said}
            </RuleForm>
          </section>
        )}
      </Stack>
    </Container>
  );
}
