import { Button, Container, Stack, TextInput } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OpeningPage } from "~/modules/accounts/ui/opening-page";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { isSealedField } from "~/modules/residents/domain/resident";
import { openResidentContact, openResidentValue, saveResidentValue } from "~/modules/residents/use-cases/open-resident.server";
import { residentFile } from "~/modules/residents/use-cases/read-resident.server";

export const handle = { title: "residents:title.sealed" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

/** Whose value, and which: anything else has no page. */
async function asked(request: Request, id = "") {
  const { searchParams } = new URL(request.url);
  const [field, contactId] = [searchParams.get("field") ?? "", searchParams.get("contact") ?? ""];
  const actor = await requireActor(request, "read:residents");
  const file = await residentFile(actor, await requireCity(request), id);
  const contact = file?.parts.contacts.find((one) => one.id === contactId) ?? null;
  if (!file || !(field === "contact" ? contact : isSealedField(field))) throw new Response(null, { status: 404 });
  return { actor, file, field, contact };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { file, field, contact } = await asked(request, params.id);
  const found = file.sealed.find(({ kind }) => kind === field);
  const { id, name } = file.resident;
  const isThere = contact !== null || found !== undefined;
  const mask = contact ? contact.phoneMask : (found?.mask ?? null);
  const mayWrite = file.may.write && contact === null && file.resident.state !== "left";
  return data(
    { id, name, field, mask, isThere, mayOpen: file.may.open && isThere, mayWrite, contact: contact?.name ?? null },
    { headers: NO_STORE },
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, file, field, contact } = await asked(request, params.id);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "");
  const { id } = file.resident;
  if (said("intent") === "open") {
    const wish = { reason: said("reason"), noteId: said("note") };
    const opened = contact
      ? await openResidentContact(actor, id, contact.id, wish)
      : await openResidentValue(actor, id, isSealedField(field) ? field : "phone", wish);
    const answer = opened.ok ? { value: opened.value, refusal: null } : { value: null, refusal: opened.refusal };
    return data({ intent: "open" as const, ...answer }, { headers: NO_STORE, status: opened.ok ? 200 : 422 });
  }
  if (!isSealedField(field)) throw new Response(null, { status: 404 });
  const saved = await saveResidentValue(actor, id, field, said("intent") === "remove" ? "" : said("value").slice(0, 600));
  if (saved.ok) return redirect(`/visits/residents/${id}?saved#sealed`);
  return data({ intent: "save" as const, value: null, refusal: saved.refusal }, { headers: NO_STORE, status: 422 });
}

export default function ResidentSealed() {
  const { id, name, field, mask, isThere, mayOpen, mayWrite, contact } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("residents");
  const label = contact === null ? t(`sealed.${field}`) : t("sealed.contactOf", { name: contact });
  const refusal = answer?.intent === "save" ? answer.refusal : null;
  return (
    <>
      <OpeningPage
        title={name}
        label={label}
        mask={isThere ? mask : t("file.none")}
        back={`/visits/residents/${id}`}
        answer={answer?.intent === "open" ? answer : null}
        mayOpen={mayOpen}
      />
      {mayWrite && (
        <Container size="xs" pb="lg">
          <Form method="post" autoComplete="off">
            <Stack gap="sm">
              <TextInput
                name="value"
                label={t("file.newValue", { field: label })}
                maxLength={500}
                error={refusal && t([`fault.${refusal.kind}`, `refusal.${refusal.kind}`])}
              />
              <Button type="submit" name="intent" value="save" style={{ alignSelf: "start" }}>
                {t("file.save")}
              </Button>
              {isThere && (
                <Button type="submit" name="intent" value="remove" variant="default" style={{ alignSelf: "start" }}>
                  {t("file.remove")}
                </Button>
              )}
            </Stack>
          </Form>
        </Container>
      )}
    </>
  );
}
