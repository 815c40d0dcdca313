import { Button, Container, Stack, TextInput } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OpeningPage } from "~/modules/accounts/ui/opening-page";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { openCaregiverStart, saveCaregiverStart } from "~/modules/visits/use-cases/caregiver-start.server";
import { caregiverFile } from "~/modules/visits/use-cases/caregivers-in-view.server";

export const handle = { title: "visits:caregiver.start" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

async function asked(request: Request, id = "") {
  const actor = await requireActor(request, "plan:visits");
  const file = await caregiverFile(actor, await requireCity(request), id);
  if (!file?.may.plan) throw new Response(null, { status: 404 });
  return { actor, file };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { file } = await asked(request, params.id);
  const { id, hasStart } = file.caregiver;
  return data({ id, name: file.name, hasStart, mayOpen: file.may.open && hasStart }, { headers: NO_STORE });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, file } = await asked(request, params.id);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 100);
  const { id } = file.caregiver;
  if (said("intent") === "open") {
    const opened = await openCaregiverStart(actor, id, { reason: said("reason"), noteId: said("note") });
    const answer = opened.ok ? { value: opened.value, refusal: null } : { value: null, refusal: opened.refusal };
    return data({ intent: "open" as const, ...answer, typed: "" }, { headers: NO_STORE, status: opened.ok ? 200 : 422 });
  }
  const typed = said("intent") === "remove" ? "" : said("value");
  const saved = await saveCaregiverStart(actor, id, typed);
  if (saved.ok) return redirect(`/visits/caregivers/${id}?saved#start`);
  return data({ intent: "save" as const, value: null, refusal: saved.refusal, typed }, { headers: NO_STORE, status: 422 });
}

export default function CaregiverStart() {
  const { id, name, hasStart, mayOpen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("visits");
  const refusal = answer?.intent === "save" ? answer.refusal : null;
  return (
    <>
      <OpeningPage
        title={name}
        label={t("caregiver.start")}
        mask={hasStart ? null : t("caregiver.noStart")}
        back={`/visits/caregivers/${id}`}
        answer={answer?.intent === "open" ? answer : null}
        mayOpen={mayOpen}
      />
      <Container size="xs" pb="lg">
        <Form method="post" autoComplete="off">
          <Stack gap="sm">
            <TextInput
              name="value"
              label={t("caregiver.newStart")}
              description={t("caregiver.startWhat")}
              placeholder="113.6253, 34.7466"
              maxLength={100}
              defaultValue={answer?.typed ?? ""}
              error={refusal && t(`caregiver.fault.${refusal.kind}`)}
            />
            <Button type="submit" name="intent" value="save" style={{ alignSelf: "start" }}>
              {t("caregiver.save")}
            </Button>
            {hasStart && (
              <Button type="submit" name="intent" value="remove" variant="default" style={{ alignSelf: "start" }}>
                {t("caregiver.removeStart")}
              </Button>
            )}
          </Stack>
        </Form>
      </Container>
    </>
  );
}
