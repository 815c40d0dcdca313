import { Alert, Anchor, Button, Container, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { CaregiverFields } from "~/modules/visits/ui/caregiver-fields";
import { cardSaid } from "~/modules/visits/use-cases/caregiver-form.server";
import { candidatesIn } from "~/modules/visits/use-cases/caregivers-in-view.server";
import { makeCaregiver } from "~/modules/visits/use-cases/change-caregiver.server";
import { today } from "~/platform/clock.server";
import { AreaEntry } from "~/ui/forms/area-entry";

export const handle = { title: "visits:caregiver.addTitle" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const city = await requireCity(request);
  const own = actor.grants.find(({ role, areaCode }) => role === "supervisor" && areaCode.startsWith(city.code))?.areaCode;
  const area = (addressSaid(request).get("area") ?? own ?? city.code).slice(0, 200);
  const people = await candidatesIn(actor, city, (await areaCodeIn(actor, city.code, area)) ?? "");
  const names = await areaNames(people.map(({ areaCode }) => areaCode));
  return { people, names, area, cityCode: city.code, today: today(city.timeZone) };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const area = String(form.get("area") ?? "").slice(0, 200);
  const typed = cardSaid(form, (await areaCodeIn(actor, city.code, area)) ?? "");
  const person = String(form.get("person") ?? "").slice(0, 40);
  const made = await makeCaregiver(actor, city, person, typed);
  if (made.ok) return redirect(`/visits/caregivers/${made.value}?saved#hours`);
  const status = made.refusal.kind === "not-permitted" ? 403 : 422;
  return data({ refusal: made.refusal, typed: { ...typed, area }, person }, { status });
}

export default function NewCaregiver() {
  const { people, names, area, cityCode, today: day } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const faults = answer?.refusal.kind === "faults" ? answer.refusal.faults : [];
  const empty = {
    ...{ area: "", sex: "unknown", languages: [], skills: [], transport: "foot", mostVisits: "10", mostMinutes: "420" },
    ...{ from: day, last: "" },
  };
  const nobody = faults.find(({ field }) => field === "person");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  return (
    <Container component="main" size="sm" py="md">
      <Stack>
        <Anchor component={Link} to="/visits/caregivers" size="sm">
          {t("caregiver.backToList")}
        </Anchor>
        <Title order={1} size="h2">
          {t("caregiver.addTitle")}
        </Title>
        <Text c="dimmed">{t("caregiver.addWhat")}</Text>
        <Form>
          <input type="hidden" name="city" value={cityCode} />
          <Group align="end">
            <AreaEntry name="area" label={t("caregiver.field.candidateArea")} defaultValue={area} />
            <Button type="submit" variant="default">
              {t("filter")}
            </Button>
          </Group>
        </Form>
        {people.length === 0 ? (
          <Alert color="jade" variant="light">
            {t("caregiver.noCandidates")}
          </Alert>
        ) : (
          <Form method="post" noValidate>
            <Stack>
              {answer && (
                <Alert color="red" role="alert">
                  {t(`caregiver.refusal.${answer.refusal.kind}`, { count: faults.length })}
                </Alert>
              )}
              <NativeSelect
                name="person"
                label={t("caregiver.field.person")}
                defaultValue={answer?.person ?? ""}
                error={nobody && t(`caregiver.fault.${nobody.fault}`)}
                required
                data={[
                  { value: "", label: t("caregiver.choose") },
                  ...people.map(({ id, name, areaCode }) => ({ value: id, label: `${name} · ${nameOf(areaCode)}` })),
                ]}
              />
              <CaregiverFields typed={answer?.typed ?? empty} faults={faults} />
              <Button type="submit" style={{ alignSelf: "start" }}>
                {t("caregiver.add")}
              </Button>
            </Stack>
          </Form>
        )}
      </Stack>
    </Container>
  );
}
