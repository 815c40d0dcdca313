import { Alert, Anchor, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { clockText } from "~/modules/residents/domain/resident-draft";
import { ForYou } from "~/modules/visits/ui/for-you";
import { LiveWatch } from "~/modules/visits/ui/live-watch";
import { MyRoundsList } from "~/modules/visits/ui/my-rounds-list";
import { Reminders } from "~/modules/visits/ui/reminders";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { skipSaid } from "~/modules/visits/use-cases/month-asked.server";
import { mineInView } from "~/modules/visits/use-cases/mine-in-view.server";
import { forYouNow } from "~/modules/visits/use-cases/watch-in-view.server";
import { remindedInView } from "~/modules/visits/use-cases/reminded-in-view.server";

export const handle = { title: "visits:mine.title" };
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["propose:residents", "read:visits"]);
  const city = await requireCity(request);
  const found = await mineInView(actor, city);
  const reminded = await remindedInView(actor, city);
  const skip = skipSaid(addressSaid(request), "mine");
  const forYou = await forYouNow(actor, city, skip);
  const shown = [...found.rounds, ...found.appointments, ...reminded.visits, ...reminded.months, ...forYou.mine.alarms];
  const names = await areaNames(shown.map(({ areaCode }) => areaCode));
  const { personId, grants } = actor;
  return { ...found, city, reminded, forYou, skip, names, personId, grants, mayLog: may(actor, "propose:residents") };
}

export default function MyVisits() {
  const { today, last, appointments, rounds, isCaregiver, names, personId, grants, mayLog, ...data } =
    useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <Group justify="space-between" align="start">
          <div>
            <Title order={1} size="h2">
              {t("mine.title")}
            </Title>
            <Text c="dimmed">{t("mine.lead", { from: today, last })}</Text>
          </div>
          {mayLog && (
            <Button component={Link} to="/visits/residents/new" variant="default">
              {t("mine.found")}
            </Button>
          )}
        </Group>
        <VisitPages grants={grants} />
        <ForYou
          page={data.forYou.mine}
          skip={data.skip}
          at={data.forYou.at}
          cityCode={data.city.code}
          areaName={(code) => areas[code] ?? code}
        >
          <LiveWatch cityCode={data.city.code} at={data.forYou.at} timeZone={data.city.timeZone} />
        </ForYou>
        <Reminders {...{ city: data.city, ...data.reminded, areas, mayLog }} />
        {isCaregiver && (
          <Group gap="md">
            <Anchor href="/care">{t("mine.phone")}</Anchor>
            <Anchor component={Link} to={`/visits/caregivers/${personId}/day`}>
              {t("mine.sheet")}
            </Anchor>
            <Anchor component={Link} to="/account/calendar">
              {t("mine.calendar")}
            </Anchor>
            <Anchor component={Link} to={`/visits/caregivers/${personId}`}>
              {t("mine.file")}
            </Anchor>
          </Group>
        )}
        <Title order={2} size="h4">
          {t("mine.today")}
        </Title>
        {appointments.length === 0 ? (
          <Text c="dimmed">{t("mine.noneToday")}</Text>
        ) : (
          <ol className="surface" style={{ margin: 0, paddingBlock: "0.75rem" }}>
            {appointments.map((visit) => (
              <li key={visit.id} style={{ paddingBlock: "0.35rem" }}>
                <Text fw={650} span>
                  {clockText(visit.minute)} {visit.name ?? "••••"}
                </Text>{" "}
                <Text span c="dimmed">
                  {[
                    areas[visit.areaCode] ?? visit.areaCode,
                    visit.cell && t("mine.cell", { cell: visit.cell }),
                    t(`daySheet.${visit.channel}`),
                    t("minutes", { minutes: visit.minutes }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </Text>{" "}
                {mayLog && visit.name && (
                  <Anchor
                    component={Link}
                    to={`/visits/log/new?city=${data.city.code}&resident=${visit.residentId}`}
                    aria-label={`${t("mine.log")} ${visit.name}`}
                  >
                    {t("mine.log")}
                  </Anchor>
                )}
              </li>
            ))}
          </ol>
        )}
        <Title order={2} size="h4">
          {t("mine.week")}
        </Title>
        {rounds.length === 0 ? (
          <Alert color="jade" variant="light">
            {t("mine.none")}
          </Alert>
        ) : (
          <MyRoundsList {...{ rounds, areas, today, mayLog }} />
        )}
      </Stack>
    </Container>
  );
}
