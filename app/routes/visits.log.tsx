import { Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ledgerQuery } from "~/modules/visits/domain/month-address";
import { LedgerFilterForm } from "~/modules/visits/ui/ledger-filter-form";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { MonthSigned } from "~/modules/visits/ui/month-signed";
import { VisitLedger } from "~/modules/visits/ui/visit-ledger";
import { NextPage } from "~/modules/visits/ui/next-page";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { ledgerAsked } from "~/modules/visits/use-cases/ledger-asked.server";
import { ledgerInView } from "~/modules/visits/use-cases/ledger-in-view.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "visits:log.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const said = addressSaid(request);
  const areaCode = (await areaCodeIn(actor, city.code, (said.get("area") ?? "").slice(0, 200))) ?? "";
  const filter = { ...ledgerAsked(city, said), areaCode };
  const [beganAt = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = Number.isFinite(Date.parse(beganAt)) && /^[0-9a-f-]{36}$/.test(id) ? { beganAt, id } : null;
  const found = await ledgerInView(actor, city, filter, after);
  const unit = filter.areaCode || monthAsked(actor, city, new URLSearchParams()).areaCode;
  return {
    ...found,
    ...{ filter, city, choices: await areasMeant(actor, city.code, areaCode) },
    names: await areaNames([unit, ...found.rows.map((row) => row.areaCode)]),
    ...{ unit, filler: actor.name, day: today(city.timeZone), grants: actor.grants },
    saved: said.get("saved"),
  };
}

export default function VisitsLog() {
  const { rows, people, next, filter, city, names, grants, saved, day, unit, filler, choices } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  const query = ledgerQuery(city.code, filter);
  return (
    <Container component="main" size="xl" py="md" className={classes.wide ?? ""}>
      <Stack gap="md">
        <Group justify="space-between" align="start">
          <div>
            <Title order={1} size="h2">
              {t("log.title")}
            </Title>
            <Text c="dimmed">
              {[
                areas[unit] ?? unit,
                t("log.days", { from: filter.from, to: filter.to }),
                filter.category && t(`category.${filter.category}`),
                filter.outcome && t(`outcome.${filter.outcome}`),
                filter.isLateOnly && t("log.lateOnly"),
              ]
                .filter(Boolean)
                .join(" · ")}
            </Text>
          </div>
          {may({ grants }, "propose:residents") && (
            <Button component={Link} to="/visits/log/new" className="no-print">
              {t("log.new")}
            </Button>
          )}
        </Group>
        <VisitPages grants={grants} />
        {saved && <Text role="status">{t(saved === "again" ? "log.savedAgain" : "log.saved")}</Text>}
        <LedgerFilterForm city={city} filter={filter} areaName={areas[filter.areaCode]}>
          {may({ grants }, "read:visits") && (
            <Button component={Link} variant="default" to={`/visits/month/names?list=ledger&${query}`}>
              {t("names.link")}
            </Button>
          )}
        </LedgerFilterForm>
        {choices ? (
          <WhichArea
            words={filter.areaCode}
            choices={choices}
            to={(areaCode) => `/visits/log?${ledgerQuery(city.code, { ...filter, areaCode }).toString()}`}
          />
        ) : rows.length === 0 ? (
          <Text c="dimmed">{t("log.none")}</Text>
        ) : (
          <VisitLedger rows={rows} people={people} areas={areas} timeZone={city.timeZone} />
        )}
        {next && <NextPage query={query} after={`${next.beganAt}_${next.id}`} />}
        <MonthSigned unit={areas[unit] ?? unit} filledBy={filler} reviewedBy="" day={day} />
      </Stack>
    </Container>
  );
}
