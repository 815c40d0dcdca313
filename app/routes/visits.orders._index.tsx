import { Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { orderSaid } from "~/modules/visits/ui/danger-now";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { whomOrdersConcern } from "~/modules/visits/use-cases/whom-orders-concern.server";
import { orderAsked, orderQuery, turnAsked } from "~/modules/work-orders/domain/order-address";
import { OrderFilterForm } from "~/modules/work-orders/ui/order-filter";
import { OrderList } from "~/modules/work-orders/ui/order-list";
import { orderAreaOf, ordersInView } from "~/modules/work-orders/use-cases/orders-in-view.server";
import { now } from "~/platform/clock.server";

export const handle = { title: "work-orders:orders.title" };
const NO_STORE = { "Cache-Control": "no-store" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:work-orders", "propose:residents"]);
  const city = await requireCity(request);
  const said = addressSaid(request);
  const words = (said.get("area") ?? "").slice(0, 200);
  const written = (await areaCodeIn(actor, city.code, words)) ?? "";
  const own = orderAreaOf(actor, city);
  const areaCode = /^\d{4,12}$/.test(written) && written.startsWith(city.code) ? written : own;
  const filter = orderAsked(said, areaCode);
  const found = await ordersInView(actor, city, filter, turnAsked(said));
  return data(
    {
      ...{ ...found, filter, words, city, grants: actor.grants, now: now().getTime() },
      choices: await areasMeant(actor, city.code, written),
      concerned: await whomOrdersConcern(actor, found.rows),
      names: await areaNames([areaCode, ...found.rows.map((row) => row.areaCode)]),
    },
    { headers: NO_STORE },
  );
}

/** 工单: what was found and not settled yet, what is due first before the others. */
export default function VisitsOrders() {
  const {
    rows,
    counts,
    people,
    next,
    filter,
    words,
    choices,
    concerned,
    names,
    grants,
    now: at,
  } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation(["work-orders", "visits", "care"]);
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  const mayRead = may({ grants }, "read:work-orders");
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("orders.title")}
          </Title>
          <Text c="dimmed">
            {mayRead
              ? t("orders.summary", { area: areas[filter.areaCode] ?? filter.areaCode, ...counts })
              : t("orders.summaryOwn", { count: counts.open })}
          </Text>
        </div>
        <VisitPages grants={grants} />
        <OrderFilterForm {...{ filter, counts, mayRead }} areaText={`${areas[filter.areaCode] ?? ""} · ${filter.areaCode}`} />
        {choices && (
          <WhichArea words={words} choices={choices} to={(areaCode) => `/visits/orders?${orderQuery({ ...filter, areaCode })}`} />
        )}
        {!choices && rows.length === 0 && (
          <Text role="status">
            {t(filter.isMine || (!mayRead && filter.shown === "open") ? "orders.none.mine" : `orders.none.${filter.shown}`)}
          </Text>
        )}
        {!choices && rows.length > 0 && (
          <OrderList
            {...{ rows, people, areas, now: at }}
            about={(order) => {
              const one = concerned[order.sourceId];
              const who = one?.residentId ? (
                <Anchor component={Link} to={`/visits/residents/${one.residentId}`}>
                  {one.name}
                </Anchor>
              ) : (
                one?.name
              );
              return { what: orderSaid(t, order, i18n.language), who };
            }}
          />
        )}
        {next && !choices && <NextPage query={orderQuery(filter)} after={`${next.at}_${next.id}`} />}
        <Anchor component={Link} to="/visits/orders/classes">
          {t("orders.classes.link")}
        </Anchor>
      </Stack>
    </Container>
  );
}
