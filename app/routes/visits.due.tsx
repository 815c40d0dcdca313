import { Alert, Anchor, Button, Checkbox, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import classes from "~/modules/visits/ui/month-sheet.module.css";
import { HolidayNote } from "~/modules/visits/ui/holiday-note";
import { DueTable } from "~/modules/visits/ui/due-table";
import { MonthSigned } from "~/modules/visits/ui/month-signed";
import { NextPage } from "~/modules/visits/ui/next-page";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { dueInView } from "~/modules/visits/use-cases/due-in-view.server";
import { monthAsked } from "~/modules/visits/use-cases/month-asked.server";
import { isCalendarDay } from "~/shared/calendar-day";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";

export const handle = { title: "visits:due.title" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const said = addressSaid(request);
  const areaCode = (await areaCodeIn(actor, city.code, (said.get("area") ?? "").slice(0, 200))) ?? "";
  const isMine = said.get("mine") === "yes";
  const filter = {
    areaCode,
    personId: isMine ? actor.personId : null,
    isOverdueOnly: said.get("overdue") === "yes",
    isToVerifyOnly: said.get("verify") === "yes",
  };
  const [closesOn = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = isCalendarDay(closesOn) && /^[0-9a-f-]{36}$/.test(id) ? { closesOn, id } : null;
  const found = await dueInView(actor, city, filter, after);
  const unit = areaCode || monthAsked(actor, city, new URLSearchParams()).areaCode;
  const names = await areaNames([...found.rows.map((row) => row.areaCode), unit]);
  return {
    ...{ unit, filler: actor.name, choices: await areasMeant(actor, city.code, areaCode) },
    ...{ ...found, names, city, areaCode, isMine, grants: actor.grants },
    ...{ isOverdueOnly: filter.isOverdueOnly, isToVerifyOnly: filter.isToVerifyOnly },
    ...{ readsAll: may(actor, "read:visits"), mayLog: may(actor, "propose:residents") },
  };
}

export default function VisitsDue() {
  const data = useLoaderData<typeof loader>();
  const { rows, counts, rules, campaigns, people, names, next, today, workedOutFor, city, areaCode } = data;
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const address = new URLSearchParams({
    ...{ city: city.code, area: areaCode },
    ...(data.isMine ? { mine: "yes" } : {}),
    ...(data.isOverdueOnly ? { overdue: "yes" } : {}),
    ...(data.isToVerifyOnly ? { verify: "yes" } : {}),
  });
  return (
    <Container component="main" size="xl" py="md" className={classes.wide ?? ""}>
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("due.title")}
          </Title>
          <Text c="dimmed">
            {[nameOf(data.unit), workedOutFor ? t("due.lead", { day: workedOutFor }) : t("due.neverWorkedOut")].join(" · ")}
          </Text>
        </div>
        <VisitPages grants={data.grants} />
        <Text fw={600} role="status">
          {t("due.counts", { ...counts })}
        </Text>
        {counts.toVerify > 0 && (
          <Alert color="yellow" c="var(--mantine-color-text)">
            {t("due.reported.waiting", { count: counts.toVerify })}{" "}
            {!data.isToVerifyOnly && (
              <Anchor component={Link} to={`/visits/due?${address.toString()}&verify=yes`} className="no-print">
                {t("due.reported.show")}
              </Anchor>
            )}
          </Alert>
        )}
        {data.byFamilies > 0 && (
          <Anchor component={Link} to={`/visits/watch?${new URLSearchParams({ city: city.code, area: areaCode })}#families`}>
            {t("due.reported.families", { count: data.byFamilies })}
          </Anchor>
        )}
        <HolidayNote holidays={data.holidays} />
        <Form className="no-print">
          <input type="hidden" name="city" value={city.code} />
          <Group align="end">
            {data.readsAll && (
              <AreaEntry
                name="area"
                label={t("due.area")}
                defaultValue={
                  data.choices
                    ? areaCode
                    : areaCode
                      ? areaText(
                          { code: areaCode, name: nameOf(areaCode), nameEn: nameOf(areaCode), within: "", withinEn: "" },
                          i18n.language,
                        )
                      : ""
                }
              />
            )}
            {data.readsAll && <Checkbox name="mine" value="yes" defaultChecked={data.isMine} label={t("due.mine")} />}
            <Checkbox name="overdue" value="yes" defaultChecked={data.isOverdueOnly} label={t("due.overdueOnly")} />
            <Checkbox name="verify" value="yes" defaultChecked={data.isToVerifyOnly} label={t("due.reported.only")} />
            <Button type="submit" variant="default">
              {t("filter")}
            </Button>
            <Button variant="default" onClick={() => window.print()}>
              {t("monthList.print")}
            </Button>
          </Group>
        </Form>
        {data.choices ? (
          <WhichArea
            words={areaCode}
            choices={data.choices}
            to={(area) => `/visits/due?${new URLSearchParams({ ...Object.fromEntries(address), area }).toString()}`}
          />
        ) : rows.length === 0 ? (
          <Alert color="jade" variant="light">
            {t(workedOutFor ? "due.none" : "due.noneYet")}
          </Alert>
        ) : (
          <DueTable
            {...{ rows, rules, campaigns, people, today }}
            areas={Object.fromEntries(Object.keys(names).map((code) => [code, nameOf(code)]))}
            timeZone={city.timeZone}
            mayLog={data.mayLog}
          />
        )}
        {next && <NextPage query={address.toString()} after={`${next.closesOn}_${next.id}`} />}
        <MonthSigned unit={nameOf(data.unit)} filledBy={data.filler} reviewedBy="" day={today} />
      </Stack>
    </Container>
  );
}
