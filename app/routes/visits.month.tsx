import { Alert, Container, Stack, Text, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { MONTH_BASIS } from "~/modules/visits/domain/month-figures";
import { reviewedIn } from "~/modules/visits/domain/month-report";
import { MonthSteps } from "~/modules/visits/ui/month-steps";
import { MonthFilter } from "~/modules/visits/ui/month-filter";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { MonthSigned } from "~/modules/visits/ui/month-signed";
import { MonthTable } from "~/modules/visits/ui/month-table";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { stepMonth } from "~/modules/visits/use-cases/hand-in-month.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { monthInView } from "~/modules/visits/use-cases/month-in-view.server";
import { remindVisitors } from "~/modules/visits/use-cases/remind-visitors.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "visits:month.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const place = monthAsked(actor, city, addressSaid(request));
  const found = permitted(await monthInView(actor, city, place), actor, "read:visits");
  return {
    ...{ ...found, place, city, grants: actor.grants, day: today(city.timeZone) },
    names: await areaNames([place.areaCode, ...found.figures.areas.map(({ areaCode }) => areaCode)]),
    maySubmit: mayIn(actor, "report:visits", place.areaCode, place.line),
    mayReview: mayIn(actor, "report:visits", reviewedIn(place.areaCode), place.line),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "report:visits");
  const city = await requireCity(request);
  const place = monthAsked(actor, city, addressSaid(request));
  const form = await formSaid(request);
  const intent = String(form.get("intent") ?? "");
  if (intent === "remind") {
    const reminded = permitted(await remindVisitors(actor, city, place), actor, "report:visits");
    return { reminded, refusal: null };
  }
  const kind = (["submit", "return", "lock"] as const).find((known) => known === intent);
  if (!kind) throw Response.json({ kind: "no-such-step" }, { status: 400 });
  const stepped = await stepMonth(
    actor,
    city,
    place,
    kind === "return" ? { kind, why: String(form.get("why") ?? "") } : { kind },
  );
  if (!stepped.ok && stepped.refusal.kind === "not-permitted")
    permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "report:visits");
  if (!stepped.ok) return { reminded: null, refusal: stepped.refusal.kind };
  return redirect(
    `/visits/month?${new URLSearchParams({ city: city.code, area: place.areaCode, month: place.month.slice(0, 7) }).toString()}`,
  );
}

export default function VisitsMonth() {
  const { figures, isFrozen, report, signed, day, corrections, below, limits, place, city, grants, names, maySubmit, mayReview } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const address = (areaCode: string) =>
    `?${new URLSearchParams({ city: city.code, area: areaCode, month: place.month.slice(0, 7) }).toString()}`;
  const state = report?.state ?? "draft";
  const line = (
    key: string,
    label: string,
    to: string | null,
    of: (typeof figures)["total"],
    reported: string | null = null,
  ) => ({
    ...{ key, label, to, figures: of, state: reported },
  });
  return (
    <Container component="main" size="xl" py="md" className={classes.wide ?? ""}>
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("month.heading", { unit: nameOf(place.areaCode), month: place.month.slice(0, 7) })}
          </Title>
          <Text c="dimmed">{t("month.basis", { basis: report?.basis ?? MONTH_BASIS })}</Text>
        </div>
        <VisitPages grants={grants} />
        <MonthFilter city={city.code} place={place} query={address(place.areaCode)} />
        {answer?.refusal && <Alert color="red">{t(`refusal.${answer.refusal}`)}</Alert>}
        {answer?.reminded && <Alert color="jade">{t("month.reminded", { ...answer.reminded })}</Alert>}
        <Alert color={isFrozen ? "jade" : "gray"} variant="light">
          {t(`month.stands.${state}`, {
            why: report?.returnedWhy ?? "",
            at: report?.submittedAt ? new Date(report.submittedAt).toISOString().slice(0, 10) : "",
          })}{" "}
          {corrections > 0 && t("month.corrections", { count: corrections })}
        </Alert>
        <MonthTable
          limits={limits}
          caption={t("month.units")}
          lines={[
            line("total", t("month.total"), null, figures.total, state),
            ...figures.areas
              .filter(({ areaCode }) => areaCode !== place.areaCode)
              .map(({ areaCode, total }) =>
                line(areaCode, nameOf(areaCode), address(areaCode), total, below[areaCode] ?? "draft"),
              ),
          ]}
        />
        <MonthTable
          limits={limits}
          caption={t("month.categories")}
          lines={ISOLATION_CATEGORIES.flatMap((key) =>
            figures.byCategory[key] ? [line(key, t(`category.${key}`), null, figures.byCategory[key])] : [],
          )}
        />
        <Text size="sm" c="dimmed">
          {t("month.limits", { green: limits.green * 100, yellow: limits.yellow * 100, source: limits.source })}
        </Text>
        <MonthSteps {...{ address: address(place.areaCode), state, maySubmit, mayReview }} />
        <MonthSigned unit={nameOf(place.areaCode)} {...{ ...signed, day }} />
      </Stack>
    </Container>
  );
}
