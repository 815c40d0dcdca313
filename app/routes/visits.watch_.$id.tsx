import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may, mayIn } from "~/modules/accounts/domain/may";
import { ReasonFields } from "~/modules/accounts/ui/sensitive-value";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { AlarmAbout, AlarmOfFamily, AlarmOfRecord } from "~/modules/visits/ui/alarm-about";
import { AlarmCall } from "~/modules/visits/ui/alarm-call";
import { AlarmCalls } from "~/modules/visits/ui/alarm-calls";
import { AlarmHead, namelessWord } from "~/modules/visits/ui/alarm-head";
import { AlarmDeeds } from "~/modules/visits/ui/alarm-list";
import { AlarmSettle } from "~/modules/visits/ui/alarm-settle";
import { AlarmSteps } from "~/modules/visits/ui/alarm-steps";
import { DangerNow } from "~/modules/visits/ui/danger-now";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import classes from "~/modules/visits/ui/visit-pages.module.css";
import { callAboutAlarm, callFromForm } from "~/modules/visits/use-cases/call-about-alarm.server";
import { doorOfAlarm } from "~/modules/visits/use-cases/door-of-alarm.server";
import { openCalls, wishFromForm } from "~/modules/visits/use-cases/open-calls.server";
import { oneAlarm } from "~/modules/visits/use-cases/watch-in-view.server";
import { DangerFirst } from "~/modules/work-orders/ui/danger-first";
import { notePhoned, phonedFromForm } from "~/modules/work-orders/use-cases/call-list.server";
import { sayOfAlarm, settleAlarm } from "~/modules/work-orders/use-cases/act-on-alarm.server";
import type { Verdict } from "~/shared/verdict";

export const handle = { title: "visits:watch.one" };
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const found = await oneAlarm(actor, city, params.id ?? "");
  if (!found) throw Response.json({ refusal: "not-there" }, { status: 404 });
  const names = await areaNames([found.alarm.areaCode, ...found.steps.flatMap(({ areaCode }) => areaCode ?? [])]);
  return {
    ...found,
    names,
    city,
    grants: actor.grants,
    mayLog: may(actor, "propose:residents"),
    maySay: mayIn(actor, "open:sensitive", found.alarm.areaCode, found.alarm.line),
    hasCalled: found.steps.some((step) => step.callee !== null && step.byPerson === actor.personId),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const form = await formSaid(request);
  const id = params.id ?? "";
  const intent = String(form.get("intent") ?? "");
  const refusal = (kind: string) => {
    if (kind === "not-there") throw Response.json({ refusal: kind }, { status: 404 });
    if (kind === "not-permitted")
      throw Response.json(
        { refusal: kind, permission: intent === "said" ? "open:sensitive" : "write:visits", role: actor.role },
        { status: 403 },
      );
    return { refusal: kind, door: null, said: null };
  };
  if (intent === "said") {
    const said = await openCalls(actor, city, id, wishFromForm(form));
    return said.ok ? { refusal: null, door: null, said: said.value } : refusal(said.refusal.kind);
  }
  if (intent === "door") {
    const door = await doorOfAlarm(actor, city, id);
    return door.ok ? { refusal: null, door: door.value, said: null } : refusal(door.refusal.kind);
  }
  const deeds: Readonly<Record<string, () => Promise<Verdict<unknown, { readonly kind: string }>>>> = {
    phoned: () => notePhoned(actor, phonedFromForm(id, form)),
    called: () => callAboutAlarm(actor, city, id, callFromForm(form)),
    settle: () => settleAlarm(actor, id, String(form.get("found") ?? "")),
  };
  const done = await (deeds[intent]?.() ?? sayOfAlarm(actor, id, intent));
  if (!done.ok) return refusal(done.refusal.kind);
  return form.has("stays") ? { refusal: null, door: null, said: null } : redirect(`/visits/watch/${id}?city=${city.code}`);
}

export default function OneAlarm() {
  const { alarm, steps, people, resident, about, mayAct, at, names, city, grants, mayLog, maySay, hasCalled } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation(["visits", "care"]);
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const isOpen = alarm.settledAt === null;
  return (
    <Container component="main" size="xl" py="md" className={classes.text ?? ""}>
      <Stack gap="md">
        <AlarmHead
          {...{ alarm, people, at, city }}
          isDanger={about.isDanger}
          daysLate={about.daysLate}
          name={resident?.name ?? t(namelessWord(alarm.source.kind))}
          where={[nameOf(alarm.areaCode), resident?.cell && t("mine.cell", { cell: resident.cell })].filter(Boolean).join(" · ")}
        />
        <VisitPages grants={grants} />
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`watch.refusal.${answer.refusal}`)}
          </Alert>
        )}
        {isOpen && about.isDanger && <DangerNow signs={alarm.signs} hasNumbers={mayAct && resident !== null} />}
        {isOpen && !about.isDanger && (about.requestId ?? alarm.source.kind === "visit") && alarm.nextAt === null && (
          <DangerFirst isMeant />
        )}
        <AlarmAbout about={about} residentId={resident?.mayRead ? resident.residentId : null} cityCode={city.code} />
        {about.requestId && <AlarmOfFamily requestId={about.requestId} urgency={about.urgency} cityCode={city.code} />}
        {about.refusedId && <AlarmOfRecord refusedId={about.refusedId} cityCode={city.code} />}
        {isOpen && mayAct && <AlarmDeeds id={alarm.id} cityCode={city.code} isAccepted={alarm.acceptedBy !== null} stays />}
        {isOpen && mayAct && !about.requestId && (
          <>
            {resident && <AlarmCall door={answer?.door ?? null} name={resident.name} hasCalled={hasCalled} />}
            {mayLog && resident && (
              <Anchor component={Link} to={`/visits/log/new?city=${city.code}&resident=${resident.residentId}`}>
                {t("watch.logVisit")}
              </Anchor>
            )}
            {alarm.source.kind !== "work-order" && <AlarmSettle />}
          </>
        )}
        <Title order={2} size="h4" id="steps">
          {t("watch.steps")}
        </Title>
        <AlarmSteps
          {...{ steps, said: answer?.said ?? null, why: alarm.why, people, ladder: alarm.ladder }}
          {...{ areaName: nameOf, timeZone: city.timeZone }}
        />
        {steps.some(({ hasSaid }) => hasSaid) && !answer?.said && ((isOpen && mayAct) || maySay) && (
          <AlarmCalls isHandled={isOpen && mayAct}>
            <ReasonFields isOwn={false} refusal={null} />
          </AlarmCalls>
        )}
        <Text c="dimmed" size="sm">
          {t("watch.delivery")}
        </Text>
      </Stack>
    </Container>
  );
}
