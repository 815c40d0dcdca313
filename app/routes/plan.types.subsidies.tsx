import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { Actor } from "~/modules/accounts/domain/actor";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { RULE_FIELDS } from "~/modules/finder/domain/subsidy-rule";
import { SubsidyRuleForm } from "~/modules/finder/ui/subsidy-rule-form";
import { SubsidyRuleList } from "~/modules/finder/ui/subsidy-rule-list";
import {
  addSubsidyRule,
  endSubsidyRuleOn,
  subsidyRules,
  type RuleRefusal,
} from "~/modules/finder/use-cases/keep-subsidy-rules.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export const handle = { title: "finder:subsidies.title" };

function beyond(actor: Actor, refusal: RuleRefusal): void {
  if (refusal.kind === "not-found") throw new Response(null, { status: 404 });
  if (refusal.kind === "not-permitted")
    throw Response.json({ refusal: "not-permitted", permission: "write:catalog", role: actor.role }, { status: 403 });
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:catalog");
  const city = await requireCity(request);
  const read = await subsidyRules(actor, city);
  if (read.ok) return { ...read.value, cityCode: city.code };
  beyond(actor, read.refusal);
  throw new Response(null, { status: 403 });
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 400);
  const intent = said("intent");
  if (intent !== "add" && intent !== "end") throw new Response(null, { status: 400 });
  const typed = Object.fromEntries(RULE_FIELDS.map((field) => [field, said(field)]));
  const done =
    intent === "add"
      ? await addSubsidyRule(actor, city, typed, said("replaces") || null)
      : await endSubsidyRuleOn(actor, city, said("id"), said("on"));
  if (done.ok) return redirect(`/plan/types/subsidies?city=${city.code}&saved=yes`);
  beyond(actor, done.refusal);
  return data({ intent, typed, id: said("id"), refusal: done.refusal }, { status: 422 });
}

/** 补贴规则: what the city pays of a fee, each version with its days and its source. */
export default function Subsidies() {
  const { rules, types, named, today, cityCode } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  const [address] = useSearchParams();
  const changed = rules.find(({ id, mayWrite }) => mayWrite && id === address.get("change")) ?? null;
  return (
    <Container component="main" size="xl" py="lg">
      <Stack gap="lg">
        <Anchor component={Link} to={`/plan/types?city=${cityCode}`}>
          {t("subsidies.back")}
        </Anchor>
        <div>
          <Title order={1} size="h2">
            {t("subsidies.title")}
          </Title>
          <Text c="dimmed">{t("subsidies.lead")}</Text>
        </div>
        {address.has("saved") && !answer && (
          <Alert color="jade" role="status">
            {t("subsidies.saved")}
          </Alert>
        )}
        <SubsidyRuleList {...{ rules, named, today, cityCode }} refusedEnd={answer?.intent === "end" ? answer.id : null} />
        {types.length > 0 && (
          <SubsidyRuleForm
            key={changed?.id ?? "new"}
            {...{ types, today, cityCode, changed }}
            typed={answer?.intent === "add" ? answer.typed : null}
            refusal={answer?.intent === "add" ? answer.refusal : null}
          />
        )}
      </Stack>
    </Container>
  );
}
