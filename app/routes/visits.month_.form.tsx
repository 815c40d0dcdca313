import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { FormFilled } from "~/modules/visits/ui/form-filled";
import { FormMappingForm } from "~/modules/visits/ui/form-mapping-form";
import { FormSheetView } from "~/modules/visits/ui/form-sheet-view";
import { FormUpload } from "~/modules/visits/ui/form-upload";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { formNames } from "~/modules/visits/use-cases/form-names.server";
import { mappingFromForm } from "~/modules/visits/use-cases/mapping-from-form.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { bringForm, dropForm, formInView, MOST_FORM_BYTES, sayForm } from "~/modules/visits/use-cases/month-form.server";
import { receiveFormFile } from "~/modules/visits/use-cases/receive-form-file.server";
import { dayOf } from "~/platform/clock.server";

export const handle = { title: "visits:monthForm.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const place = monthAsked(actor, city, said);
  const found = await formInView(actor, city, place, formNames(city, place, areaNames));
  if (!found.ok && found.refusal.kind === "not-permitted")
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "read:visits");
  const view = found.ok ? found.value : null;
  const names = await areaNames([place.areaCode, ...(view ? [view.form.areaCode] : [])]);
  const asked = said.get("sheet") ?? view?.mapping.sheet;
  const sheet = view?.sheets.find(({ name }) => name === asked) ?? view?.sheets[0];
  return {
    ...{ place, city, names, grants: actor.grants, most: Math.floor(MOST_FORM_BYTES / 1024 / 1024) },
    unreadable: found.ok ? null : found.refusal.kind,
    form: view?.form ?? null,
    saidOn: view ? dayOf(view.form.saidAt, city.timeZone) : "",
    mapping: view?.mapping ?? null,
    sheets: view?.sheets.map(({ name }) => name) ?? [],
    sheet: sheet ? { name: sheet.name, cells: sheet.cells, merges: sheet.merges } : null,
    filled: view?.filled ? { ...view.filled, values: [...view.filled.values] } : null,
    mayMap: mayIn(actor, "report:visits", view?.form.areaCode ?? place.areaCode, place.line),
    mayBring: mayIn(actor, "report:visits", place.areaCode, place.line),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "report:visits");
  const city = await requireCity(request);
  const place = monthAsked(actor, city, addressSaid(request));
  const back = `/visits/month/form?${new URLSearchParams({ city: city.code, area: place.areaCode, month: place.month.slice(0, 7) }).toString()}`;
  const isFile = (request.headers.get("Content-Type") ?? "").startsWith("multipart/form-data");
  const done = isFile ? await brought() : await said(await formSaid(request));
  if (done.ok) return redirect(back);
  if (done.refusal.kind === "not-permitted") permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "report:visits");
  return { refusal: done.refusal };

  async function brought() {
    const file = await receiveFormFile(request);
    return file.ok ? bringForm(actor, city, place, file.value) : file;
  }
  async function said(form: FormData) {
    return form.get("intent") === "drop" ? dropForm(actor, city, place) : sayForm(actor, city, place, mappingFromForm(form));
  }
}

export default function VisitsMonthForm() {
  const data = useLoaderData<typeof loader>();
  const { place, city, names, grants, form, mapping, sheet, sheets, filled, unreadable, mayMap, mayBring, most } = data;
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const month = place.month.slice(0, 7);
  const query = new URLSearchParams({ city: city.code, area: place.areaCode, month }).toString();
  const refusal = answer?.refusal ?? null;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to={`/visits/month?${query}`} size="sm">
            {t("monthForm.back")}
          </Anchor>
          <Title order={1} size="h2">
            {t("monthForm.heading", { unit: nameOf(place.areaCode), month })}
          </Title>
          <Text c="dimmed">{t("monthForm.lead")}</Text>
        </div>
        <VisitPages grants={grants} />
        {(refusal ?? unreadable) && (
          <Alert color="red" role="alert">
            {refusal && "part" in refusal
              ? t(`refusal.${refusal.kind}`, { part: t(`formPart.${refusal.part}`), at: refusal.at })
              : t(`refusal.${refusal?.kind ?? unreadable ?? ""}`, { most })}
          </Alert>
        )}
        {form && mapping && (
          <Text>
            {t(mapping.isSaid ? "monthForm.said" : "monthForm.brought", {
              file: form.fileName,
              unit: nameOf(form.areaCode),
              name: form.saidByName,
              day: data.saidOn,
            })}
          </Text>
        )}
        {filled && <FormFilled filled={filled} download={`/visits/month/form/file?${query}`} />}
        {sheet && mapping && (
          <>
            <FormSheetView {...{ sheet, sheets, mapping, query }} />
            {mayMap && <FormMappingForm key={sheet.name} {...{ sheet: sheet.name, mapping, query }} />}
          </>
        )}
        {mayBring && <FormUpload {...{ query, most, isReplacing: form !== null }} />}
        {form && mayMap && (
          <Form method="post" action={`/visits/month/form?${query}`}>
            <Group>
              <Button type="submit" name="intent" value="drop" variant="default">
                {t("monthForm.drop")}
              </Button>
            </Group>
          </Form>
        )}
      </Stack>
    </Container>
  );
}
