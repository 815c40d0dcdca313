import { Alert, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { GovernPages } from "~/modules/accounts/ui/govern-pages";
import { SessionLimitForm } from "~/modules/accounts/ui/session-limit-form";
import { changeSessionLimits, sessionLimits } from "~/modules/accounts/use-cases/change-session-limits.server";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "accounts:limits.title" };

/** Limits are of the whole installation, in every line. */
async function administrator(request: Request) {
  const actor = await requireActor(request, "write:session-limits");
  if (mayIn(actor, "write:session-limits", "", "")) return actor;
  throw Response.json({ refusal: "not-permitted", permission: "write:session-limits", role: actor.role }, { status: 403 });
}

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await administrator(request);
  const ended = new URL(request.url).searchParams.get("ended") ?? "";
  return { rules: await sessionLimits(), grants: actor.grants, ended: /^\d{1,6}$/.test(ended) ? Number(ended) : null };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await administrator(request);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 400);
  const typed = { idle: said("idle"), absolute: said("absolute"), proof: said("proof"), source: said("source") };
  const changed = await changeSessionLimits(actor, said("kind"), typed);
  return changed.ok
    ? redirect(`/govern/sessions?ended=${changed.value}`)
    : { kind: said("kind"), typed, refusal: changed.refusal };
}

/** How long one stays signed in, in words, and changed by whoever administers the whole installation. */
export default function GovernSessions() {
  const { rules, grants, ended } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("accounts");
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("limits.title")}
          </Title>
          <Text c="dimmed">{t("limits.lead")}</Text>
        </div>
        <GovernPages grants={grants} />
        {ended !== null && !answer && (
          <Alert color="teal" role="status">
            {t("limits.saved", { ended })}
          </Alert>
        )}
        {rules.map((rule) => (
          <SessionLimitForm
            key={`${rule.kind}${rule.changedAt}`}
            rule={rule}
            refusal={answer?.kind === rule.kind ? answer.refusal : null}
            typed={answer?.kind === rule.kind ? answer.typed : null}
          />
        ))}
      </Stack>
    </Container>
  );
}
