import { Alert, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ResembledFiles, ResidentFields } from "~/modules/residents/ui/resident-fields";
import { proposeResident, registerResident } from "~/modules/residents/use-cases/register-resident.server";
import { residentFormSaid } from "~/modules/residents/use-cases/resident-form.server";

export const handle = { title: "residents:title.new" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "propose:residents");
  return { proposes: !may(actor, "write:residents"), proposed: new URL(request.url).searchParams.get("proposed") };
}

/** Whoever keeps the register enters; whoever found somebody in the field proposes. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "propose:residents");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const area = String(form.get("area") ?? "").slice(0, 200);
  const typed = residentFormSaid(form, (await areaCodeIn(actor, city.code, area)) ?? "");
  const keeps = may(actor, "write:residents");
  const entered = await (keeps ? registerResident : proposeResident)(actor, city, typed);
  if (entered.ok)
    return redirect(
      keeps ? `/visits/residents/${entered.value.id}?saved` : `/visits/residents/new?proposed=${entered.value.registerNumber}`,
    );
  // What was typed goes back to whoever typed it and into no cache.
  return data({ refusal: entered.refusal, typed: { ...typed, area } }, { status: 422, headers: { "Cache-Control": "no-store" } });
}

export default function NewResident() {
  const { proposes, proposed } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("residents");
  const refusal = answer?.refusal;
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (refusal) summary.current?.focus();
  }, [refusal]);
  const faults = refusal?.kind === "faults" ? refusal.faults : [];
  return (
    <Container component="main" size="lg" py="lg">
      <Form method="post" noValidate autoComplete="off">
        <Stack gap="lg">
          <div>
            <Title order={1} size="h2">
              {t(proposes ? "title.propose" : "title.new")}
            </Title>
            <Text c="dimmed">{t(proposes ? "lead.propose" : "lead.new")}</Text>
          </div>
          {proposed && !answer && (
            <Alert color="teal" c="var(--mantine-color-text)" role="status">
              {t("form.proposed", { number: proposed })}
            </Alert>
          )}
          {refusal && (
            <Alert color="red" role="alert" tabIndex={-1} ref={summary}>
              {t(`refusal.${refusal.kind}`, { count: new Set(faults.map(({ field }) => field)).size })}
            </Alert>
          )}
          {refusal?.kind === "resembles" && <ResembledFiles files={refusal.files} />}
          <ResidentFields typed={answer?.typed ?? {}} faults={faults} isNew />
          <Group>
            <Button type="submit" size="md">
              {t(proposes ? "form.propose" : "form.register")}
            </Button>
            {!proposes && <Link to="/visits/residents">{t("form.cancel")}</Link>}
          </Group>
        </Stack>
      </Form>
    </Container>
  );
}
