import { Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { lastSeenDay } from "~/modules/accounts/ui/last-seen-day";
import { useTranslation } from "react-i18next";
import { areaWords } from "~/modules/accounts/ui/govern-words";
import { CorrectPersonForm } from "~/modules/accounts/ui/correct-person-form";
import { DutyWarning } from "~/modules/accounts/ui/duty-warning";
import { GrantForm } from "~/modules/accounts/ui/grant-form";
import { GrantList } from "~/modules/accounts/ui/grant-list";
import { LeaveSection } from "~/modules/accounts/ui/leave-section";
import { RefusalAlert } from "~/modules/accounts/ui/refusal-alert";
import { actOnPerson } from "~/modules/accounts/use-cases/act-on-person.server";
import { OpeningsSection } from "~/modules/accounts/ui/openings-section";
import { PersonStateSection } from "~/modules/accounts/ui/person-state-section";
import { SensitiveFields } from "~/modules/accounts/ui/sensitive-fields";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { personPage } from "~/modules/accounts/use-cases/people-in-view.server";
import { personOpenings } from "~/modules/accounts/use-cases/person-openings.server";
import { sensitiveFileOf } from "~/modules/accounts/use-cases/person-sensitive.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { dutyAhead } from "~/modules/work-orders/use-cases/duty-ahead.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:people");
  const page = await personPage(actor, params.id ?? "");
  if (!page) throw new Response(null, { status: 404 });
  const { person, ended } = page;
  const [openings, { timeZone }] = await Promise.all([personOpenings(actor, person.id), requireCity(request)]);
  const ahead = await dutyAhead(person.id, timeZone);
  const held = [...person.grants, ...ended, ...ahead];
  const names = await areaNames([person.areaCode, ...held.map(({ areaCode }) => areaCode)]);
  const sensitive = await sensitiveFileOf(actor, person.id);
  return {
    ...page,
    names,
    ...{ sensitive, openings, timeZone, ahead },
    title: person.name,
    saved: new URL(request.url).searchParams.has("saved"),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:people");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const area = String(form.get("area") ?? "").slice(0, 200);
  const id = params.id ?? "";
  if (!(await personPage(actor, id))) throw new Response(null, { status: 404 });
  const outcome = await actOnPerson(actor, id, form, (await areaCodeIn(actor, city.code, area)) ?? "");
  if (!outcome) throw new Response(null, { status: 400 });
  return outcome.refusal === null ? redirect(`/govern/people/${id}?saved`) : outcome;
}

export default function GovernPerson() {
  const { person, sensitive, openings, timeZone, ended, ahead, ...page } = useLoaderData<typeof loader>();
  const { delegations, deputies, names, today, may, saved } = page;
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("accounts");
  const refusalOf = (intent: string) => (answer?.intent === intent ? answer.refusal : null);
  const typedOf = <T extends string>(intent: string) =>
    answer?.intent === intent ? (answer.typed as Readonly<Record<T, string>>) : null;
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="lg">
        <div>
          <Anchor component={Link} to="/govern/people" size="sm">
            {t("person.back")}
          </Anchor>
          <Title order={1} size="h2">
            {person.name}
          </Title>
          <Text c="dimmed">
            {t("person.belongs", {
              area: areaWords(person.areaCode, names, i18n.language, t),
              line: t(`line.${person.line || "none"}`),
            })}
            {" · "}
            {t(`state.${person.state}`)}
            {" · "}
            {t("person.lastSeen", { day: lastSeenDay(person.lastSeen) ?? t("people.never") })}
          </Text>
          {may.change && (
            <Anchor component={Link} to={`/govern/people/${person.id}/access`} size="sm">
              {t("handover.title", { name: person.name })}
            </Anchor>
          )}
        </div>
        {(may.change || may.grant) && <DutyWarning ahead={ahead} areaName={(code) => areaWords(code, names, i18n.language, t)} />}
        <section className="surface" aria-labelledby="grants">
          <Stack p="md" gap="sm">
            <Title order={2} size="h4" id="grants">
              {t("person.grants")}
            </Title>
            <RefusalAlert refusal={refusalOf("end-grant")} />
            {person.grants.length === 0 && <Text c="dimmed">{t("person.noGrants")}</Text>}
            <GrantList grants={person.grants} names={names} today={today} canEnd={may.grant} />
            {ended.length > 0 && (
              <details>
                <summary>{t("person.ended")}</summary>
                <GrantList grants={ended} names={names} today={today} canEnd={false} />
              </details>
            )}
          </Stack>
        </section>
        {may.grant && (
          <section className="surface" aria-labelledby="give">
            <Stack p="md" gap="sm">
              <Title order={2} size="h4" id="give">
                {t("person.give")}
              </Title>
              <GrantForm
                key={String(saved)}
                today={today}
                typed={typedOf("give-grant")}
                refusal={refusalOf("give-grant")}
                isSaved={saved && !answer}
              />
            </Stack>
          </section>
        )}
        {sensitive && <SensitiveFields personId={person.id} file={sensitive} />}
        {openings && <OpeningsSection openings={openings} timeZone={timeZone} />}
        <section className="surface" aria-labelledby="leaves">
          <Stack p="md" gap="sm">
            <Title order={2} size="h4" id="leaves">
              {t("person.leaves")}
            </Title>
            <LeaveSection
              personId={person.id}
              leaves={delegations}
              deputies={deputies}
              today={today}
              typed={typedOf("enter-leave")}
              refusal={refusalOf("enter-leave") ?? refusalOf("end-leave")}
            />
          </Stack>
        </section>
        {may.change && (
          <CorrectPersonForm person={person} names={names} typed={typedOf("correct")} refusal={refusalOf("correct")} />
        )}
        {may.change && <PersonStateSection personId={person.id} state={person.state} refusal={refusalOf("state")} />}
      </Stack>
    </Container>
  );
}
