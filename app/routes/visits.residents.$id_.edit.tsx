import { Alert, Button, Container, Group, Stack, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { clockText } from "~/modules/residents/domain/resident-draft";
import { BothVersions } from "~/modules/residents/ui/both-versions";
import { ResidentFields } from "~/modules/residents/ui/resident-fields";
import { areaWords } from "~/modules/residents/ui/resident-table";
import { editResident } from "~/modules/residents/use-cases/edit-resident.server";
import { residentFile } from "~/modules/residents/use-cases/read-resident.server";
import { residentFormSaid } from "~/modules/residents/use-cases/resident-form.server";

export const handle = { title: "residents:title.edit" };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:residents");
  const city = await requireCity(request);
  const file = await residentFile(actor, city, params.id ?? "");
  if (!file?.may.write || file.resident.state === "left") throw new Response(null, { status: 404 });
  const { id, version, name, areaCode } = file.resident;
  const { categories } = file.parts;
  const held = categories.filter(({ from, to }) => from <= file.today && (to === null || file.today < to));
  const names = await areaNames([areaCode]);
  const card = {
    ...file.resident,
    visitFrom: clockText(file.resident.visitFrom),
    visitUntil: clockText(file.resident.visitUntil),
  };
  return { id, version, name, areaCode, names, card: { ...card, categories: held.map(({ category }) => category) } };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:residents");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const area = String(form.get("area") ?? "").slice(0, 200);
  const typed = residentFormSaid(form, (await areaCodeIn(actor, city.code, area)) ?? "");
  const id = params.id ?? "";
  if (!(await residentFile(actor, city, id))) throw new Response(null, { status: 404 });
  const done = await editResident(actor, city, id, Number(form.get("version")), typed);
  if (done.ok) return redirect(`/visits/residents/${id}?saved${done.value.isWithoutVisitor ? "=without-visitor" : ""}`);
  return { refusal: done.refusal, typed: { ...typed, area } };
}

export default function EditResident() {
  const { id, version, name, areaCode, names, card } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("residents");
  const faults = answer?.refusal.kind === "faults" ? answer.refusal.faults : [];
  const { visitorSex, bornOn, cell, sex, languages, visitorSkills, needsTwo, visitFrom, visitUntil, categories } = card;
  const area = `${areaWords(areaCode, names, i18n.language)} · ${areaCode}`;
  const now = {
    name,
    bornOn: bornOn ?? "",
    cell: cell ?? "",
    visitorSex: visitorSex ?? "",
    sex,
    languages,
    visitorSkills,
    needsTwo,
    visitFrom,
    visitUntil,
    categories,
    area,
  };
  return (
    <Container component="main" size="lg" py="lg">
      <Form method="post" noValidate>
        {/* Overtaken by another edit, whoever sends again has seen both versions. */}
        <input type="hidden" name="version" value={version} />
        <Stack gap="lg">
          <Title order={1} size="h2">
            {t("title.editOf", { name })}
          </Title>
          {answer?.refusal.kind === "met-edit" && <BothVersions saved={now} typed={answer.typed} />}
          {answer && answer.refusal.kind !== "met-edit" && (
            <Alert color="red" role="alert">
              {t(`refusal.${answer.refusal.kind}`, { count: faults.length })}
            </Alert>
          )}
          <ResidentFields typed={answer?.typed ?? now} faults={faults} isNew={false} />
          <Group>
            <Button type="submit" size="md">
              {t("file.save")}
            </Button>
            <Link to={`/visits/residents/${id}`}>{t("form.cancel")}</Link>
          </Group>
        </Stack>
      </Form>
    </Container>
  );
}
