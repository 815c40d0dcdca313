import { Alert, Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { SensitiveValue } from "~/modules/accounts/ui/sensitive-value";
import { requireActor, requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { lastDayOf } from "~/modules/visits/domain/caregiver-card";
import { AbsenceSection } from "~/modules/visits/ui/absence-section";
import { FeedSection } from "~/modules/visits/ui/feed-section";
import { HoursSection } from "~/modules/visits/ui/hours-section";
import { actOnCaregiver } from "~/modules/visits/use-cases/act-on-caregiver.server";
import { caregiverFile } from "~/modules/visits/use-cases/caregivers-in-view.server";
import { publicOrigin } from "~/platform/environment.server";

export const handle = { title: "visits:caregiver.fileTitle" };
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const file = await caregiverFile(actor, city, params.id ?? "");
  if (!file) throw new Response(null, { status: 404 });
  const names = await areaNames([file.caregiver.areaCode]);
  const said = addressSaid(request);
  const away = said.get("away");
  return {
    ...{ ...file, names, timeZone: city.timeZone, saved: said.has("saved"), inForce: away === null ? null : Number(away) || 0 },
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const id = params.id ?? "";
  const done = await actOnCaregiver(actor, city, id, form);
  if (done.ok && done.value.secret !== null) {
    const link = `${publicOrigin() ?? new URL(request.url).origin}/calendar/${done.value.secret}.ics`;
    return data({ intent: done.value.intent, link, refusal: null, typed: null }, { headers: { "Cache-Control": "no-store" } });
  }
  if (done.ok) return redirect(`/visits/caregivers/${id}?${done.value.query}`);
  if (done.refusal.kind === "not-there") throw new Response(null, { status: 404 });
  const { intent, typed, ...refusal } = done.refusal;
  return data({ intent, refusal, typed, link: null }, { status: refusal.kind === "not-permitted" ? 403 : 422 });
}

export default function Caregiver() {
  const { caregiver, name, periods, absences, feed, may, today, names, timeZone, saved, inForce } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const { id, areaCode, version, to } = caregiver;
  const of = (intent: string) => {
    const own = answer?.intent === intent ? answer : null;
    const refusal = own?.refusal ?? null;
    const faults = refusal?.kind === "faults" ? refusal.faults : [];
    return { typed: own?.typed ?? null, faults, isOvertaken: refusal?.kind === "met-edit" };
  };
  const facts = [
    (i18n.language === "en" ? names[areaCode]?.nameEn : names[areaCode]?.name) ?? areaCode,
    t(`caregiver.transport.${caregiver.transport}`),
    t("caregiver.caps", { visits: caregiver.mostVisits, minutes: caregiver.mostMinutes }),
    ...caregiver.skills.map((skill) => t(`caregiver.skills.${skill}`)),
    ...caregiver.languages.map((language) => t(`caregiver.languages.${language}`)),
    to ? t("caregiver.period", { from: caregiver.from, last: lastDayOf(to) }) : t("caregiver.since", { from: caregiver.from }),
  ];
  const start = `/visits/caregivers/${id}/start`;
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Anchor component={Link} to={may.plan ? "/visits/caregivers" : "/visits/mine"} size="sm">
            {t(may.plan ? "caregiver.backToList" : "mine.title")}
          </Anchor>
          <Group justify="space-between">
            <Title order={1} size="h2">
              {name}
            </Title>
            <Group>
              <Anchor component={Link} to={`/visits/caregivers/${id}/day`}>
                {t("daySheet.title")}
              </Anchor>
              {may.plan && (
                <Anchor component={Link} to={`/visits/caregivers/${id}/edit`}>
                  {t("caregiver.edit")}
                </Anchor>
              )}
            </Group>
          </Group>
          <Text c="dimmed">{facts.join(" · ")}</Text>
        </div>
        {saved && !answer && (
          <Alert color="teal" c="var(--mantine-color-text)" role="status">
            {t("caregiver.saved")}
          </Alert>
        )}
        {answer?.refusal && answer.refusal.kind !== "faults" && answer.refusal.kind !== "met-edit" && (
          <Alert color="red" role="alert">
            {t(`caregiver.refusal.${answer.refusal.kind}`)}
          </Alert>
        )}
        <HoursSection periods={periods} version={version} today={today} mayPlan={may.plan} {...of("hours")} />
        <AbsenceSection absences={absences} today={today} mayPlan={may.plan} {...of("away")} inForce={inForce} />
        <section className="surface" style={{ padding: "1rem" }} id="start">
          <Title order={2} size="h4">
            {t("caregiver.start")}
          </Title>
          {caregiver.hasStart ? (
            <SensitiveValue label={t("caregiver.start")} mask={null} opens={may.open ? start : null} />
          ) : (
            <Text c="dimmed">{t("caregiver.noStart")}</Text>
          )}
          {may.plan && (
            <Anchor component={Link} to={start} size="sm">
              {t(caregiver.hasStart ? "caregiver.correctStart" : "caregiver.addStart")}
            </Anchor>
          )}
        </section>
        {may.plan && <FeedSection feed={feed} link={answer?.link ?? null} timeZone={timeZone} />}
      </Stack>
    </Container>
  );
}
