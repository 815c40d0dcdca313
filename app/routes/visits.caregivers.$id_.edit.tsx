import { Alert, Button, Container, Group, Stack, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { BothCards, CaregiverFields } from "~/modules/visits/ui/caregiver-fields";
import { cardSaid, cardShown } from "~/modules/visits/use-cases/caregiver-form.server";
import { caregiverFile } from "~/modules/visits/use-cases/caregivers-in-view.server";
import { editCaregiver } from "~/modules/visits/use-cases/change-caregiver.server";

export const handle = { title: "visits:caregiver.editTitle" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const file = await caregiverFile(actor, await requireCity(request), params.id ?? "");
  if (!file?.may.plan) throw new Response(null, { status: 404 });
  const { id, version, areaCode } = file.caregiver;
  return { id, version, name: file.name, card: cardShown(file.caregiver), names: await areaNames([areaCode]) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const area = String(form.get("area") ?? "").slice(0, 200);
  const typed = cardSaid(form, (await areaCodeIn(actor, city.code, area)) ?? "");
  const id = params.id ?? "";
  const done = await editCaregiver(actor, city, id, Number(form.get("version")) || 0, typed);
  if (done.ok) return redirect(`/visits/caregivers/${id}?saved`);
  if (done.refusal.kind === "not-there") throw new Response(null, { status: 404 });
  const status = ["not-permitted", "beyond-own"].includes(done.refusal.kind) ? 403 : 422;
  return data({ refusal: done.refusal, typed: { ...typed, area } }, { status });
}

export default function EditCaregiver() {
  const { id, version, name, card, names } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const faults = answer?.refusal.kind === "faults" ? answer.refusal.faults : [];
  const areaName = (i18n.language === "en" ? names[card.areaCode]?.nameEn : names[card.areaCode]?.name) ?? "";
  const now = { ...card, area: `${areaName} · ${card.areaCode}` };
  return (
    <Container component="main" size="sm" py="md">
      <Form method="post" noValidate>
        {/* Overtaken by another edit, whoever sends again has seen both versions. */}
        <input type="hidden" name="version" value={version} />
        <Stack>
          <Title order={1} size="h2">
            {t("caregiver.editOf", { name })}
          </Title>
          {answer?.refusal.kind === "met-edit" && <BothCards saved={now} typed={answer.typed} />}
          {answer && answer.refusal.kind !== "met-edit" && (
            <Alert color="red" role="alert">
              {t(`caregiver.refusal.${answer.refusal.kind}`, { count: faults.length })}
            </Alert>
          )}
          <CaregiverFields typed={answer?.typed ?? now} faults={faults} />
          <Group>
            <Button type="submit">{t("caregiver.save")}</Button>
            <Link to={`/visits/caregivers/${id}`}>{t("caregiver.cancel")}</Link>
          </Group>
        </Stack>
      </Form>
    </Container>
  );
}
