import { Alert, Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { AlarmDeeds } from "~/modules/visits/ui/alarm-list";
import { AlarmDoor, AlarmSettle } from "~/modules/visits/ui/alarm-settle";
import { AlarmSteps } from "~/modules/visits/ui/alarm-steps";
import { LiveWatch } from "~/modules/visits/ui/live-watch";
import { RunningClock } from "~/modules/visits/ui/running-clock";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { doorOfAlarm } from "~/modules/visits/use-cases/door-of-alarm.server";
import { oneAlarm } from "~/modules/visits/use-cases/watch-in-view.server";
import { DangerFirst } from "~/modules/work-orders/ui/danger-first";
import { sayOfAlarm, settleAlarm } from "~/modules/work-orders/use-cases/act-on-alarm.server";

export const handle = { title: "visits:watch.one" };
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const found = await oneAlarm(actor, city, params.id ?? "");
  if (!found) throw Response.json({ refusal: "not-there" }, { status: 404 });
  const names = await areaNames([found.alarm.areaCode, ...found.steps.flatMap(({ areaCode }) => areaCode ?? [])]);
  return { ...found, names, city, grants: actor.grants, mayLog: may(actor, "propose:residents") };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const form = await formSaid(request);
  const id = params.id ?? "";
  const intent = String(form.get("intent") ?? "");
  const here = `/visits/watch/${id}?city=${city.code}`;
  const refusal = (kind: string) => {
    if (kind === "not-there") throw Response.json({ refusal: kind }, { status: 404 });
    if (kind === "not-permitted")
      throw Response.json({ refusal: kind, permission: "write:visits", role: actor.role }, { status: 403 });
    return { refusal: kind, door: null };
  };
  if (intent === "door") {
    const door = await doorOfAlarm(actor, city, id);
    return door.ok ? { refusal: null, door: door.value } : refusal(door.refusal.kind);
  }
  const done =
    intent === "settle" ? await settleAlarm(actor, id, String(form.get("found") ?? "")) : await sayOfAlarm(actor, id, intent);
  return done.ok ? redirect(here) : refusal(done.refusal.kind);
}

export default function OneAlarm() {
  const { alarm, steps, people, resident, mayAct, at, names, city, grants, mayLog } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const isOpen = alarm.settledAt === null;
  return (
    <Container component="main" size="md" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("watch.oneHeading", { kind: t(`watch.kind.${alarm.source.kind}`), name: resident?.name ?? t("watch.unknown") })}
          </Title>
          <Text c="dimmed">
            {[nameOf(alarm.areaCode), resident?.cell && t("mine.cell", { cell: resident.cell })].filter(Boolean).join(" · ")}
          </Text>
          {isOpen ? (
            <>
              <Text>
                <RunningClock at={at} since={alarm.beganAt.toISOString()} until={alarm.nextAt?.toISOString() ?? null} />
              </Text>
              <LiveWatch cityCode={city.code} at={at} timeZone={city.timeZone} />
            </>
          ) : (
            <Text fw={650}>
              {t("watch.settled", {
                how: t(`watch.how.${alarm.settledHow}`),
                who: people[alarm.settledBy ?? ""] ?? t("watch.timer"),
              })}
            </Text>
          )}
        </div>
        <VisitPages grants={grants} />
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`watch.refusal.${answer.refusal}`)}
          </Alert>
        )}
        {isOpen && alarm.nextAt === null && <DangerFirst isMeant />}
        {isOpen && mayAct && (
          <>
            <AlarmDeeds id={alarm.id} cityCode={city.code} isAccepted={alarm.acceptedBy !== null} />
            <AlarmDoor door={answer?.door ?? null} />
            <Group>
              {mayLog && resident && (
                <Anchor component={Link} to={`/visits/log/new?city=${city.code}&resident=${resident.residentId}`}>
                  {t("watch.logVisit")}
                </Anchor>
              )}
              {resident?.mayRead && (
                <Anchor component={Link} to={`/visits/residents/${resident.residentId}?city=${city.code}`}>
                  {t("watch.toFile")}
                </Anchor>
              )}
            </Group>
            <AlarmSettle />
          </>
        )}
        <Title order={2} size="h4">
          {t("watch.steps")}
        </Title>
        <AlarmSteps {...{ steps, people, ladder: alarm.ladder, areaName: nameOf, timeZone: city.timeZone }} />
        <Text c="dimmed" size="sm">
          {t("watch.delivery")}
        </Text>
      </Stack>
    </Container>
  );
}
