import { Alert, Button, Container, Group, List, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { CampaignList } from "~/modules/visits/ui/campaign-list";
import { CampaignForm, ModeForm } from "~/modules/visits/ui/mode-forms";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import {
  callCampaign,
  modesInView,
  stopCampaign,
  switchMode,
  switchModeOff,
} from "~/modules/visits/use-cases/change-modes.server";
import { now } from "~/platform/clock.server";

export const handle = { title: "visits:modes.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const found = await modesInView(actor, city);
  const names = await areaNames([...found.modes, ...found.campaigns].map(({ areaCode }) => areaCode));
  return {
    ...found,
    at: now().getTime(),
    names,
    city,
    grants: actor.grants,
    maySet: may(actor, "set:modes"),
    mayCall: may(actor, "plan:visits"),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "set:modes");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const text = (name: string) => String(form.get(name) ?? "").slice(0, 300);
  const areaCode = (await areaCodeIn(actor, city.code, text("area"))) ?? city.code;
  const id = /^[0-9a-f-]{36}$/.test(text("id")) ? text("id") : "00000000-0000-0000-0000-000000000000";
  const done = await {
    set: () =>
      switchMode(actor, city, {
        kind: text("kind"),
        cause: text("cause"),
        areaCode,
        firstDay: text("firstDay"),
        lastDay: text("lastDay"),
      }),
    end: () => switchModeOff(actor, city, id),
    stop: () => stopCampaign(actor, city, id),
    call: () =>
      callCampaign(actor, city, {
        ...{ name: text("name"), areaCode, leastAge: text("leastAge"), until: text("until"), minutes: text("minutes") },
        ...{
          categories: form.getAll("categories").map(String),
          risks: [],
          isPhoneEnough: text("phone") === "yes",
          line: "civil-affairs",
        },
      }),
  }[(["set", "end", "stop", "call"] as const).find((known) => known === text("intent")) ?? "set"]();
  return done.ok ? redirect(`/visits/modes?city=${city.code}`) : { refusal: done.refusal.kind, intent: text("intent") };
}

export default function VisitsModes() {
  const { modes, campaigns, today, at, names, city, grants, maySet, mayCall } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const stop = (id: string, intent: "end" | "stop") => (
    <Form method="post" action={`/visits/modes?city=${city.code}`}>
      <input type="hidden" name="id" value={id} />
      <Button type="submit" name="intent" value={intent} variant="default" size="compact-sm">
        {t(`modes.${intent}`)}
      </Button>
    </Form>
  );
  const refusalOf = (intent: string) => (answer?.intent === intent ? answer.refusal : null);
  const holding = modes.filter(({ from, to }) => from <= today && today < to);
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("modes.title")}
          </Title>
          <Text c="dimmed">{t("modes.lead")}</Text>
        </div>
        <VisitPages grants={grants} />
        {answer?.refusal && answer.intent !== "set" && answer.intent !== "call" && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        <Alert color={holding.length > 0 ? "yellow" : "jade"} variant="light">
          {holding.length > 0 ? t("modes.holding", { count: holding.length }) : t("modes.daily")}
        </Alert>
        <List listStyleType="none" spacing="xs">
          {modes.map(({ id, kind, cause, areaCode, from, to }) => (
            <List.Item key={id}>
              <Group>
                <Text fw={to > today ? 650 : 400}>
                  {t(`mode.kind.${kind}`)} · {t(`mode.cause.${cause}`)} · {nameOf(areaCode)} · {t("modes.days", { from, to })}
                </Text>
                {maySet && to > today && stop(id, "end")}
              </Group>
            </List.Item>
          ))}
        </List>
        <Title order={2} size="h4">
          {t("campaign.title")}
        </Title>
        <CampaignList areaName={nameOf} end={(id) => stop(id, "stop")} {...{ campaigns, at, city, mayCall }} />
        {maySet && <ModeForm cityCode={city.code} today={today} refusal={refusalOf("set")} />}
        {mayCall && <CampaignForm cityCode={city.code} today={today} refusal={refusalOf("call")} />}
      </Stack>
    </Container>
  );
}
