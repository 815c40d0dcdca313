import { Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may, mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { monthQuery } from "~/modules/visits/domain/month-address";
import { missingUnits } from "~/modules/visits/domain/composed-month";
import { isOver, reviewedIn } from "~/modules/visits/domain/month-report";
import { MonthAnswer } from "~/modules/visits/ui/month-answer";
import { MonthFilter } from "~/modules/visits/ui/month-filter";
import { MonthOverview } from "~/modules/visits/ui/month-overview";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { MonthSigned } from "~/modules/visits/ui/month-signed";
import { MonthSteps } from "~/modules/visits/ui/month-steps";
import { MonthTidings } from "~/modules/visits/ui/month-tidings";
import { Reminders } from "~/modules/visits/ui/reminders";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { askUnits } from "~/modules/visits/use-cases/ask-units.server";
import { stepMonth, stepSaid } from "~/modules/visits/use-cases/hand-in-month.server";
import { categoryAsked, monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { remindVisitors } from "~/modules/visits/use-cases/remind-visitors.server";
import { remindedInView } from "~/modules/visits/use-cases/reminded-in-view.server";
import { maySayLimits } from "~/modules/visits/use-cases/say-month-limits.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "visits:month.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const place = monthAsked(actor, city, said);
  const found = permitted(await monthInView(actor, city, place), actor, "read:visits");
  const { visits, months, people } = await remindedInView(actor, city);
  const day = today(city.timeZone);
  const shown = [place, ...visits, ...months, ...found.figures.areas].map(({ areaCode }) => areaCode);
  return {
    ...{ ...found, place, city, day, grants: actor.grants, category: categoryAsked(said), reminded: { visits, months, people } },
    names: await areaNames(shown),
    maySubmit: mayIn(actor, "report:visits", place.areaCode, place.line),
    mayReview: mayIn(actor, "report:visits", reviewedIn(place.areaCode), place.line),
    maySayLimits: maySayLimits(actor, city),
    isOver: isOver(place.month, day),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "report:visits");
  const city = await requireCity(request);
  const place = monthAsked(actor, city, addressSaid(request));
  const form = await formSaid(request);
  const intent = String(form.get("intent") ?? "");
  const answer = { reminded: null, asked: null, refusal: null };
  if (intent === "remind")
    return { ...answer, reminded: permitted(await remindVisitors(actor, city, place), actor, "report:visits") };
  if (intent === "ask-units") {
    const asked = await askUnits(actor, city, place);
    return asked.ok ? { ...answer, asked: asked.value } : refusedWith(asked.refusal.kind);
  }
  const kind = (["submit", "return", "lock"] as const).find((known) => known === intent);
  if (!kind) throw Response.json({ kind: "no-such-step" }, { status: 400 });
  const stepped = await stepMonth(actor, city, place, stepSaid(kind, form));
  return stepped.ok ? redirect(`/visits/month?${monthQuery(city.code, place)}`) : refusedWith(stepped.refusal.kind);

  function refusedWith(refusal: string) {
    if (refusal === "not-permitted") permitted({ ok: false, refusal: { kind: refusal } }, actor, "report:visits");
    return { ...answer, refusal };
  }
}

export default function VisitsMonth() {
  const { figures, report, signed, day, corrections, byNow, below, limits, place, city, category, names, reminded, ...data } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const areas = Object.fromEntries(Object.keys(names).map((code) => [code, nameOf(code)]));
  const state = report?.state ?? "draft";
  const heading = t("month.heading", { unit: nameOf(place.areaCode), month: place.month.slice(0, 7) });
  const missing = missingUnits(figures, place.areaCode).length;
  return (
    <Container component="main" size="xl" py="md" className={classes.wide ?? ""}>
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {category ? t("month.ofCategory", { heading, category: t(`category.${category}`) }) : heading}
          </Title>
          <Text c="dimmed">{t("month.basis", { basis: data.basis })}</Text>
        </div>
        <VisitPages grants={data.grants} />
        <MonthFilter city={city.code} place={place} category={category} />
        <Reminders {...{ city, ...reminded, areas }} mayLog={may(data, "propose:residents")} />
        <MonthTidings
          {...{ city: city.code, place, state, corrections, byNow, reviewedBy: signed.reviewedBy }}
          returnedWhy={report?.returnedWhy ?? ""}
          submittedOn={data.submittedOn}
          missing={(data.isFrozen && figures.missing ? figures.missing : []).map(nameOf)}
          isEarly={data.isFrozen && figures.isEarly === true}
        />
        <MonthOverview
          {...{ city: city.code, place, category, figures, state, below, limits, nameOf }}
          correctionsBelow={data.correctionsBelow}
        />
        <Text size="sm" c="dimmed">
          {t("month.limits", {
            green: limits.green * 100,
            yellow: limits.yellow * 100,
            source: limits.source || t("monthLimits.standard"),
          })}{" "}
          {data.maySayLimits && (
            <Anchor component={Link} inherit className="no-print" to={`/visits/month/limits?${monthQuery(city.code, place)}`}>
              {t("monthLimits.link")}
            </Anchor>
          )}
        </Text>
        {answer && <MonthAnswer {...answer} />}
        {category === null && (
          <MonthSteps
            {...{ address: `?${monthQuery(city.code, place)}`, state, missing, isOver: data.isOver }}
            maySubmit={data.maySubmit}
            mayReview={data.mayReview}
          />
        )}
        <MonthSigned unit={nameOf(place.areaCode)} {...{ ...signed, day }} />
      </Stack>
    </Container>
  );
}
