import { Alert, Anchor, Container, Group, List, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { DraftSteps } from "~/modules/visits/ui/draft-steps";
import { HolidayNote } from "~/modules/visits/ui/holiday-note";
import { PlanChanges, UnassignedList } from "~/modules/visits/ui/plan-changes";
import { PlanFairness, PlanFigures } from "~/modules/visits/ui/plan-figures";
import { PlanMethodDetails } from "~/modules/visits/ui/plan-method";
import { PlanRefused } from "~/modules/visits/ui/plan-refused";
import { PlanProgress } from "~/modules/visits/ui/plan-progress";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { planInView } from "~/modules/visits/use-cases/plan-in-view.server";
import { discardPlan, planAgain, publishPlan, stopPlan } from "~/modules/visits/use-cases/plan-steps.server";

export const handle = { title: "visits:plan.one" };
const LEFT_ROWS = 100;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const found = await planInView(actor, city, params.id ?? "");
  if (!found) throw Response.json({ refusal: "not-there" }, { status: 404 });
  const { visits: _onBoard, ...rest } = found;
  const all = found.plan.unassigned;
  const pages = Math.max(1, Math.ceil(all.length / LEFT_ROWS));
  const page = Math.max(0, Math.min(pages - 1, Math.trunc(Number(addressSaid(request).get("left")) || 0)));
  const left = { count: all.length, page, pages };
  const plan = { ...found.plan, unassigned: all.slice(left.page * LEFT_ROWS, (left.page + 1) * LEFT_ROWS) };
  return { ...rest, plan, left, names: await areaNames([found.plan.areaCode]), city, grants: actor.grants };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "plan:visits");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const id = params.id ?? "";
  const step = {
    publish: () => publishPlan(actor, city, id, Number(form.get("version") ?? 0), { asksOfLeftOut: form.get("known") !== "yes" }),
    discard: () => discardPlan(actor, city, id),
    stop: () => stopPlan(actor, city, id),
    again: () => planAgain(actor, city, id),
  }[(["publish", "discard", "stop", "again"] as const).find((known) => known === form.get("intent")) ?? "stop"];
  const done = await step();
  if (done.ok)
    return redirect(
      form.get("intent") === "discard" ? `/visits/plan?city=${city.code}` : `/visits/plan/${done.value}?city=${city.code}`,
    );
  if (done.refusal.kind === "not-there") throw Response.json({ refusal: "not-there" }, { status: 404 });
  if (done.refusal.kind === "not-permitted")
    throw Response.json({ refusal: "not-permitted", permission: "plan:visits", role: actor.role }, { status: 403 });
  const { kind: refusal, gaps = [] } = done.refusal;
  return { refusal, gaps, gapNames: await areaNames(gaps.map(({ areaCode }) => areaCode)) };
}

export default function VisitPlan() {
  const { plan, difference, totals, before, people, residents, names, city, grants, ...data } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const time = new Intl.DateTimeFormat(i18n.language === "en" ? "en" : "zh-CN", {
    dateStyle: "short",
    timeStyle: "short",
    timeZone: city.timeZone,
  });
  const area = (i18n.language === "en" ? names[plan.areaCode]?.nameEn : names[plan.areaCode]?.name) ?? plan.areaCode;
  const isDraft = plan.state === "draft";
  const { figures } = plan;
  const notes = [
    figures.ended && t(`plan.note.${figures.ended}`),
    figures.caregivers === 0 && t("plan.note.nobody"),
    figures.visits === 0 && t("plan.note.nothing"),
    (figures.unplaced ?? 0) > 0 && t("plan.note.unplaced", { count: figures.unplaced }),
    (figures.brokenPins ?? 0) > 0 && t("plan.note.brokenPins", { count: figures.brokenPins }),
    (figures.violations ?? 0) > 0 && t("plan.note.violations", { count: figures.violations }),
    data.isOvertaken && t("plan.refusal.published-meanwhile"),
  ].filter((note) => typeof note === "string");
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("plan.heading", { area, from: plan.firstOn, to: plan.lastOn })}
          </Title>
          <Text c="dimmed">
            {t(data.isCutOff ? "plan.state.cut-off" : `plan.state.${plan.state}`)}
            {plan.illId && ` · ${t("plan.ill.of", { who: people[plan.illId] ?? t("due.somebody") })}`}
            {plan.publishedAt &&
              ` · ${t("plan.publishedAt", { at: time.format(plan.publishedAt), who: people[plan.publishedBy ?? ""] ?? "" })}`}
          </Text>
        </div>
        <VisitPages grants={grants} />
        {answer && <PlanRefused {...{ refusal: answer.refusal, gaps: answer.gaps, names: answer.gapNames, city }} />}
        {plan.state === "planning" ? (
          <PlanProgress
            {...{ progress: plan.progress, isCutOff: data.isCutOff, isStopAsked: plan.isStopAsked, visits: data.count }}
            savedAt={plan.savedAt && time.format(plan.savedAt)}
          />
        ) : (
          <>
            <Group>
              <Anchor component={Link} to={`/visits/plan/${plan.id}/board?city=${city.code}`} fw={650}>
                {t("plan.board.open")}
              </Anchor>
              {isDraft && data.may.plan && (
                <DraftSteps
                  {...{ version: plan.version, isOvertaken: data.isOvertaken, isWeek: plan.kind === "week" }}
                  leftOut={data.left.count}
                />
              )}
            </Group>
            <HolidayNote holidays={data.holidays} />
            {notes.length > 0 && (
              <Alert color="yellow">
                <List listStyleType="none">
                  {notes.map((note) => (
                    <List.Item key={note}>{note}</List.Item>
                  ))}
                </List>
              </Alert>
            )}
            {isDraft && <PlanChanges {...{ difference, people, residents }} />}
            <PlanFigures {...{ totals, people }} before={isDraft ? before : null} />
            <UnassignedList
              rows={plan.unassigned}
              {...{ people, residents, ...data.left }}
              address={`/visits/plan/${plan.id}?city=${city.code}`}
            />
            <PlanFairness {...{ totals, people }} />
            <PlanMethodDetails method={figures.method ?? null} />
          </>
        )}
      </Stack>
    </Container>
  );
}
