import { Anchor, Button, Container, Group, NativeSelect, Stack, Text, Title } from "@mantine/core";
import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { ISOLATION_CATEGORIES } from "~/modules/residents/domain/isolation-category";
import { AlarmList } from "~/modules/visits/ui/alarm-list";
import { CallList } from "~/modules/visits/ui/call-list";
import { ForYou } from "~/modules/visits/ui/for-you";
import { LiveWatch } from "~/modules/visits/ui/live-watch";
import { NotTaken } from "~/modules/visits/ui/not-taken";
import { RestOfList } from "~/modules/visits/ui/rest-of-list";
import { ToldByFamilies } from "~/modules/visits/ui/told-by-families";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { WatchFigures } from "~/modules/visits/ui/watch-figures";
import { WatchTable } from "~/modules/visits/ui/watch-table";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { areaWatched } from "~/modules/catalog/use-cases/area-watched.server";
import { categoryAsked, monthAsked, skipSaid } from "~/modules/visits/use-cases/month-asked.server";
import { watchInView } from "~/modules/visits/use-cases/watch-in-view.server";
import { callsDue } from "~/modules/work-orders/use-cases/call-list.server";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";

export const handle = { title: "visits:watch.title" };
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const own = monthAsked(actor, city, new URLSearchParams()).areaCode;
  const { areaCode: area, unknown } = await areaWatched(actor, city.code, said.get("area"), own);
  const category = categoryAsked(said);
  const skips = { alarms: skipSaid(said, "alarms"), mine: skipSaid(said, "mine"), calls: skipSaid(said, "calls") };
  const found = await watchInView(actor, city, area, category, skips);
  if (!found.ok) throw Response.json({ refusal: "not-permitted", permission: "read:visits", role: actor.role }, { status: 403 });
  const { areas, alarms, mine } = found.value;
  const above = [4, 6, 9].filter((digits) => digits < area.length).map((digits) => area.slice(0, digits));
  const up = above.filter((code) => mayIn(actor, "read:visits", code, "civil-affairs"));
  const calls = await callsDue(actor, city, area, skips.calls);
  const named = [...areas, ...alarms.alarms, ...mine.alarms, ...calls, ...found.value.families].map((one) => one.areaCode);
  const names = await areaNames([area, ...up, ...named, ...calls.map(({ dutyArea }) => dutyArea)]);
  const mayAct = mayIn(actor, "write:visits", area, "civil-affairs");
  return { ...found.value, unknown, calls, skips, area, up, category, names, city, mayAct, grants: actor.grants };
}

export default function VisitsWatch() {
  const found = useLoaderData<typeof loader>();
  const { areas, alarms, mine, calls, skips, orders, requests, unknown, area, up, category, names, city, at, mayAct, grants } =
    found;
  const { t, i18n } = useTranslation(["visits", "residents"]);
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const address = (code: string) =>
    `/visits/watch?${new URLSearchParams({ city: city.code, area: code, ...(category ? { category } : {}) }).toString()}`;
  const list = new URLSearchParams({ city: city.code, area }).toString();
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("watch.heading", { area: nameOf(area) })}
          </Title>
          <LiveWatch cityCode={city.code} at={at} timeZone={city.timeZone} />
        </div>
        <VisitPages grants={grants} />
        {unknown && <WhichArea words={unknown.words} choices={unknown.choices} to={address} />}
        <ForYou page={mine} skip={skips.mine} {...{ at, cityCode: city.code, areaName: nameOf }} />
        <CallList calls={calls} skip={skips.calls} cityCode={city.code} areaName={nameOf} timeZone={city.timeZone} />
        <WatchFigures {...{ areas, list }} />
        <Form className="no-print">
          <input type="hidden" name="city" value={city.code} />
          <Group align="end">
            <AreaEntry
              name="area"
              label={t("due.area")}
              key={unknown?.words ?? area}
              defaultValue={
                unknown?.words ??
                areaText({ code: area, name: nameOf(area), nameEn: nameOf(area), within: "", withinEn: "" }, i18n.language)
              }
            />
            <NativeSelect
              name="category"
              label={t("watch.category")}
              defaultValue={category ?? ""}
              data={[
                { value: "", label: t("watch.everybody") },
                ...ISOLATION_CATEGORIES.map((one) => ({ value: one, label: t(`residents:category.${one}`) })),
              ]}
            />
            <Button type="submit" variant="default">
              {t("filter")}
            </Button>
            {up.map((code) => (
              <Anchor key={code} component={Link} to={address(code)}>
                {t("watch.up", { area: nameOf(code) })}
              </Anchor>
            ))}
          </Group>
        </Form>
        <Title order={2} size="h4" id="alarms">
          {t("watch.alarms")}
        </Title>
        {alarms.inAll === 0 ? (
          <Text c="dimmed">{t("watch.noAlarms")}</Text>
        ) : (
          <AlarmList alarms={alarms.alarms} {...{ at, mayAct }} cityCode={city.code} areaName={nameOf} />
        )}
        <RestOfList name="alarms" skip={skips.alarms} shown={alarms.alarms.length} inAll={alarms.inAll} />
        <Title order={2} size="h4">
          {t("watch.open")}
        </Title>
        <Text>
          {orders
            .map((one) => t("watch.order", { name: t(`watch.class.${one.class}`), count: one.orders, late: one.late }))
            .join(" · ")}{" "}
          <Anchor component={Link} to={`/visits/orders?${list}`}>
            {t("watch.toOrders")}
          </Anchor>
        </Text>
        <Text>
          {t("watch.requests", { count: requests.open, late: requests.overdue })}{" "}
          <Anchor component={Link} to={`/visits/requests?city=${city.code}`}>
            {t("watch.toRequests")}
          </Anchor>
        </Text>
        <ToldByFamilies told={found.families} areaName={nameOf} />
        <NotTaken many={found.refused} list={list} />
        <Title order={2} size="h4">
          {t("watch.byArea")}
        </Title>
        <WatchTable areas={areas} areaName={nameOf} to={(code) => (code === area || code.length > 9 ? null : address(code))} />
        <Text c="dimmed" size="sm">
          {t("watch.basis")}
        </Text>
      </Stack>
    </Container>
  );
}
