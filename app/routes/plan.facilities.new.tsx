import { parseWithZod } from "@conform-to/zod/v4";
import { Alert, Container, Stack, Text, Title } from "@mantine/core";
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
import { useRefusalWords } from "~/modules/catalog/ui/refusal-words";
import { savedAddress } from "~/modules/catalog/ui/saved-address";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { readFacility } from "~/modules/catalog/use-cases/read-facility.server";
import { readRegistry } from "~/modules/catalog/use-cases/read-registry.server";
import { registerFacility } from "~/modules/catalog/use-cases/register-facility.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { lastDayBefore } from "~/shared/half-open-days";
import { baseMap } from "~/platform/environment.server";
import { languageOf } from "~/platform/language.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

/** A new facility, or with `?after=` the successor of a closed one, which the form then opens with. */
export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const day = today(city.timeZone);
  const after = addressSaid(request).get("after");
  const file = after === null ? null : await readFacility(actor, city, after);
  const last = file?.facility.life.at(-1);
  const draft = file && last ? { ...draftOf(file.facility, lastDayBefore(last.from)) } : null;
  const start = formFromDraft({
    ...{ version: null, draft, effectiveOn: day, stateFrom: day },
    areaText: file?.area ? areaText(file.area, await languageOf(request)) : "",
    successorOf: file?.facility.id ?? null,
  });
  const registry = permitted(await readRegistry(actor, city.code), actor);
  return {
    title: await pageTitle(request, (t) => t("catalog:form.new")),
    start,
    predecessor: file?.facility.name ?? null,
    registry,
    cityCode: city.code,
    bounds: city.bounds,
    baseMap: baseMap() ?? null,
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const submission = parseWithZod(await formSaid(request), { schema: Schema });
  if (submission.status !== "success") return { result: submission.reply(), refusal: null };
  const said = submission.value;
  const registered = await registerFacility(actor, city.code, {
    draft: draftFromForm(said, await areaCodeIn(actor, city.code, said.area)),
    state: said.state,
    stateFrom: said.stateFrom ?? said.effectiveOn,
    effectiveOn: said.effectiveOn,
    changesOperatorKind: said.changesOperatorKind,
    isFarMeant: said.isFarMeant,
    successorOfId: said.successorOf ?? null,
  });
  if (registered.ok) return redirect(savedAddress(registered.value, said.area));
  const { refusal } = registered;
  if (refusal.kind === "fields")
    return { result: submission.reply({ fieldErrors: fieldErrorsFrom(refusal.fields) }), refusal: null };
  return { result: submission.reply(), refusal };
}

export default function NewFacility() {
  const { start, predecessor, registry, cityCode, bounds, baseMap: ground } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  const words = useRefusalWords();
  const notice = useFocusedNotice(answer?.refusal);
  return (
    <Container component="main" size="md" py="lg">
      <Stack gap="lg">
        <div>
          <Title order={1} size="h2">
            {t("form.new")}
          </Title>
          {predecessor && <Text c="dimmed">{t("form.successorOf", { name: predecessor })}</Text>}
        </div>
        {answer?.refusal && (
          <Alert ref={notice} tabIndex={-1} color="red" role="alert">
            {words(answer.refusal)}
          </Alert>
        )}
        <FacilityForm
          start={start}
          lastResult={answer?.result ?? null}
          isNew
          back={`/plan/facilities?city=${cityCode}`}
          registry={registry}
          cityCode={cityCode}
          bounds={bounds}
          baseMap={ground}
        />
      </Stack>
    </Container>
  );
}
