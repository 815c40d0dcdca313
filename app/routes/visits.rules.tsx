import { Alert, Button, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { checkRule } from "~/modules/visits/domain/rule-change";
import { RuleForm } from "~/modules/visits/ui/rule-form";
import { RuleAnswer } from "~/modules/visits/ui/rule-preview-view";
import { RuleTable } from "~/modules/visits/ui/rule-table";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import {
  adoptRules,
  adoptStandardRules,
  rulesOf,
  rulesSeen,
  simulateRules,
} from "~/modules/visits/use-cases/change-rules.server";
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
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 500);
  const intent = text("intent");
  const typed = Object.fromEntries([...new Set(form.keys())].map((key) => [key, form.getAll(key).map(String)]));
  if (intent === "standard") {
    const adopted = await adoptStandardRules(actor, city);
    return adopted.ok
      ? redirect(`/visits/rules?city=${city.code}`)
      : { typed: null, refusal: adopted.refusal.kind, simulated: null, names: {} };
  }
  const all = (name: string) => form.getAll(name).map(String);
  const isEnding = intent === "simulate-end" || intent === "adopt-end";
  const begins = isEnding
    ? null
    : checkRule(
        {
          ...{ categories: all("categories"), risks: all("risks"), modes: all("modes"), isPhoneEnough: text("phone") === "yes" },
          ...{ areaCode: /(\d{4,12})\s*$/.exec(text("area"))?.[1] ?? text("area"), times: text("times"), per: text("per") },
          ...{ mostDaysApart: text("mostDaysApart"), hoursAfterChange: text("hoursAfterChange"), minutes: text("minutes") },
          ...{ source: text("source"), mark: text("mark") },
        },
        city.code,
      );
  if (begins && !begins.ok) return { typed, refusal: begins.refusal.kind, simulated: null, names: {} };
  const change = { ends: text("ends") || null, begins: begins?.value ?? null, from: text("from") };
  if (intent === "adopt" || intent === "adopt-end") {
    const adopted = await adoptRules(actor, city, change, text("seen"));
    return adopted.ok
      ? redirect(`/visits/rules?city=${city.code}`)
      : { typed, refusal: adopted.refusal.kind, simulated: null, names: {} };
  }
  const simulated = await simulateRules(actor, city, change);
  if (!simulated.ok) return { typed, refusal: simulated.refusal.kind, simulated: null, names: {} };
  return {
    typed,
    refusal: null,
    simulated: simulated.value,
    names: await areaNames(Object.keys(simulated.value.preview.byArea)),
  };
}

export default function VisitsRules() {
  const { city, rules, grants, seen, today: day, names, replaces, mayChange } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const named = (of: typeof names) =>
    Object.fromEntries(Object.entries(of).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]));
  const isEnding = /-end$/.test(answer?.typed?.intent?.[0] ?? "");
  const said = <RuleAnswer refusal={answer?.refusal} simulated={answer?.simulated} areas={named(answer?.names ?? {})} />;
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
        {(isEnding || !mayChange || !answer?.typed) && said}
        {answer?.simulated && isEnding && (
          <Form method="post" action={`/visits/rules?city=${city.code}`}>
            {["ends", "seen", "from"].map((name) => (
              <input key={name} type="hidden" name={name} value={answer.typed?.[name]?.[0] ?? ""} />
            ))}
            <Button type="submit" name="intent" value="adopt-end" color="red">
              {t("rules.adoptEnd")}
            </Button>
          </Form>
        )}
        {mayChange && (
          <section id="form">
            <Title order={2} size="h4" mb="sm">
              {t(replaces ? "rules.replaceTitle" : "rules.addTitle")}
            </Title>
            <RuleForm
              key={`${replaces?.id ?? ""}${answer ? "typed" : ""}`}
              {...{ cityCode: city.code, today: day, seen, replaces }}
              typed={answer?.typed && !isEnding ? answer.typed : null}
              maySave={Boolean(answer?.simulated) && !isEnding}
            >
              {!isEnding && answer?.typed && said}
            </RuleForm>
          </section>
        )}
      </Stack>
    </Container>
  );
}
