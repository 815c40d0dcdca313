import { parseWithZod } from "@conform-to/zod/v4";
import { Alert, Container, Stack, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { draftOf } from "~/modules/catalog/domain/facility-draft";
import { areaText } from "~/ui/forms/area-entry";
import { FacilityForm } from "~/modules/catalog/ui/facility-form";
import { FacilityForm as Schema, fieldErrorsFrom } from "~/modules/catalog/ui/facility-form-schema";
import { draftFromForm, formFromDraft } from "~/modules/catalog/ui/facility-form-value";
import { useFocusedNotice } from "~/modules/catalog/ui/focused-notice";
import { choicesFrom } from "~/modules/catalog/ui/met-edit-choices";
import { MetEditNotice } from "~/modules/catalog/ui/met-edit-notice";
import { useRefusalWords } from "~/modules/catalog/ui/refusal-words";
import { useRegistryNames } from "~/modules/catalog/ui/registry-names";
import { savedAddress } from "~/modules/catalog/ui/saved-address";
import { requireCityOfFacility, requireFacilityPage } from "~/modules/catalog/use-cases/city-of-facility.server";
import { editFacility } from "~/modules/catalog/use-cases/edit-facility.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { requireTouch } from "~/modules/catalog/use-cases/may-write-catalog.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { today } from "~/platform/clock.server";
import { baseMap } from "~/platform/environment.server";
import { languageOf } from "~/platform/language.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireFacilityPage(request, actor, params.id);
  const file = await readFacility(actor, city, params.id ?? "");
  if (!file) throw new Response(null, { status: 404 });
  const { facility, area } = file;
  requireTouch(actor, facility);
  const day = today(city.timeZone);
  const first = facility.life[0]?.from ?? day;
  const effectiveOn = first > day ? first : day;
  const start = formFromDraft({
    ...{ version: facility.version, draft: draftOf(facility, effectiveOn), effectiveOn, stateFrom: first, successorOf: null },
    areaText: area ? areaText(area, await languageOf(request)) : (facility.areaCode ?? ""),
  });
  const registry = permitted(await readRegistry(actor, city.code), actor);
  return {
    title: await pageTitle(request, (t) => t("catalog:form.edit", { name: facility.name })),
    id: facility.id,
    name: facility.name,
    start,
    registry,
    cityCode: city.code,
    bounds: city.bounds,
    baseMap: baseMap() ?? null,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCityOfFacility(actor, params.id);
  const form = await formSaid(request);
  const submission = parseWithZod(form, { schema: Schema });
  if (submission.status !== "success") return { result: submission.reply(), refusal: null };
  const said = submission.value;
  const edited = await editFacility(actor, city.code, {
    id: params.id ?? "",
    version: said.version ?? 0,
    seenVersion: said.seenVersion ?? null,
    choices: choicesFrom(form),
    draft: draftFromForm(said, await areaCodeIn(actor, city.code, said.area)),
    effectiveOn: said.effectiveOn,
    changesOperatorKind: said.changesOperatorKind,
    isFarMeant: said.isFarMeant,
  });
  if (edited.ok) return redirect(savedAddress(edited.value, said.area));
  const { refusal } = edited;
  if (refusal.kind === "fields")
    return { result: submission.reply({ fieldErrors: fieldErrorsFrom(refusal.fields) }), refusal: null };
  return { result: submission.reply(), refusal, openedVersion: said.version ?? 0 };
}

export default function EditFacility() {
  const { id, name, start, registry, cityCode, bounds, baseMap: ground } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  const words = useRefusalWords();
  const names = useRegistryNames(registry);
  const notice = useFocusedNotice(answer?.refusal);
  const met = answer?.refusal?.kind === "changed-meanwhile" ? answer.refusal : null;
  // The page loads anew after a refusal; the form must keep naming the version it was opened with.
  const opened = met ? { ...start, version: String(met.openedVersion) } : start;
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <Title order={1} size="h2">
          {t("form.edit", { name })}
        </Title>
        {met && <MetEditNotice met={met} names={names} form="facility" />}
        {answer?.refusal && !met && (
          <Alert ref={notice} tabIndex={-1} color="red" role="alert">
            {words(answer.refusal)}
          </Alert>
        )}
        <FacilityForm
          start={opened}
          lastResult={answer?.result ?? null}
          isNew={false}
          seenVersion={met?.currentVersion ?? null}
          back={`/plan/facilities/${id}`}
          registry={registry}
          cityCode={cityCode}
          bounds={bounds}
          baseMap={ground}
        />
      </Stack>
    </Container>
  );
}
