import { Alert, Anchor, Container, Group, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { DangerNow, orderSaid } from "~/modules/visits/ui/danger-now";
import classes from "~/modules/visits/ui/visit-pages.module.css";
import { whomOrdersConcern } from "~/modules/visits/use-cases/whom-orders-concern.server";
import { stepSaid } from "~/modules/work-orders/domain/step-said";
import { isToBeDone } from "~/modules/work-orders/domain/work-order";
import { OrderHead } from "~/modules/work-orders/ui/order-head";
import { OrderPhotos } from "~/modules/work-orders/ui/order-photos";
import { OrderSteps } from "~/modules/work-orders/ui/order-steps";
import { TakeStep } from "~/modules/work-orders/ui/take-step";
import { orderInView } from "~/modules/work-orders/use-cases/order-in-view.server";
import { takeStep } from "~/modules/work-orders/use-cases/take-step.server";
import { now } from "~/platform/clock.server";

export const handle = { title: "work-orders:orders.one" };
const NO_STORE = { "Cache-Control": "no-store" };
const OPENS = ["read:work-orders", "propose:residents"] as const;
const PHOTO_SAID = /^(added|closed|photo-(unreadable|too-large|missing)|too-many-photos|too-large|two-files|unreadable)$/;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, OPENS);
  const city = await requireCity(request);
  const found = await orderInView(actor, city, params["id"] ?? "");
  if (!found) throw Response.json({ kind: "no-such-order" }, { status: 404 });
  const concerned = (await whomOrdersConcern(actor, [found.order]))[found.order.sourceId] ?? null;
  const said = addressSaid(request);
  const photo = PHOTO_SAID.exec(said.get("photo") ?? "")?.[0] ?? null;
  return data(
    {
      ...{ ...found, concerned, photo, city, now: now().getTime(), isSaved: said.has("saved") },
      names: await areaNames([found.order.areaCode]),
    },
    { headers: NO_STORE },
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, OPENS);
  const city = await requireCity(request);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 2_000);
  const id = params["id"] ?? "";
  const step = stepSaid(said);
  if (!step) throw Response.json({ kind: "no-such-step" }, { status: 422 });
  const version = Number(said("version"));
  const taken = await takeStep(actor, city, id, step, Number.isInteger(version) && version > 0 ? version : null);
  if (taken.ok) return redirect(`/visits/orders/${id}?saved`);
  const { kind } = taken.refusal;
  if (kind === "not-there") throw Response.json({ kind: "no-such-order" }, { status: 404 });
  const typed = Object.fromEntries(["to", "how", "settled", "satisfaction", "note"].map((name) => [name, said(name)]));
  const status = kind === "not-permitted" ? 403 : kind === "changed-meanwhile" ? 409 : 422;
  return data({ refusal: kind, step: step.kind, typed }, { status, headers: NO_STORE });
}

/** One order: what was found, how long there is, who did what, and what is to be done next. */
export default function VisitsOrder() {
  const view = useLoaderData<typeof loader>();
  const { order, steps, photos, people, concerned, photo, city, names, isSaved } = view;
  const answer = useActionData<typeof action>() ?? null;
  const { t, i18n } = useTranslation(["work-orders", "visits", "care"]);
  const isEnglish = i18n.language === "en";
  const time = new Intl.DateTimeFormat(isEnglish ? "en" : "zh-CN", {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: city.timeZone },
  });
  const at = (iso: string) => time.format(new Date(iso));
  const area = names[order.areaCode];
  const visit = concerned?.eventId && `/visits/log/${concerned.eventId}`;
  return (
    <Container component="main" size="xl" py="md" className={classes.text ?? ""}>
      <Stack gap="md">
        <Anchor component={Link} to="/visits/orders" size="sm" className="no-print">
          {t("orders.back")}
        </Anchor>
        <OrderHead
          {...{ order, at, now: view.now }}
          what={orderSaid(t, order, i18n.language)}
          where={(isEnglish ? area?.nameEn : area?.name) ?? order.areaCode}
        >
          {concerned?.name && (
            <Text>
              {concerned.residentId ? (
                <Anchor component={Link} to={`/visits/residents/${concerned.residentId}`}>
                  {concerned.name}
                </Anchor>
              ) : (
                concerned.name
              )}
              {concerned.cell && ` · ${t("visits:due.cell", { cell: concerned.cell })}`}
            </Text>
          )}
          {concerned !== null && !concerned.name && <Text c="dimmed">{t("orders.nameHidden")}</Text>}
          <Group gap="md">
            {view.alarmId && (
              <Anchor component={Link} to={`/visits/watch/${view.alarmId}?city=${city.code}`}>
                {t("orders.toAlarm")}
              </Anchor>
            )}
            {visit && (
              <Anchor component={Link} to={visit}>
                {t("orders.toVisit")}
              </Anchor>
            )}
            {concerned?.residentId && (
              <Anchor component={Link} to={`/visits/residents/${concerned.residentId}`}>
                {t("visits:watch.toFile")}
              </Anchor>
            )}
          </Group>
        </OrderHead>
        {order.class === "danger" && isToBeDone(order.state) && <DangerNow signs={order.signs} hasNumbers={false} />}
        {isSaved && !answer && (
          <Alert color="teal" c="var(--mantine-color-text)" role="status">
            {t(order.state === "closed" ? "orders.savedClosed" : "orders.saved")}
          </Alert>
        )}
        <TakeStep {...{ view, answer }} />
        <section aria-labelledby="steps">
          <Title order={2} size="h4" id="steps" mb="xs">
            {t("orders.steps")}
          </Title>
          <OrderSteps {...{ steps, people, at }} />
        </section>
        <Stack component="section" gap="sm" aria-labelledby="photos">
          <Title order={2} size="h4" id="photos">
            {t("orders.photo.title")}
          </Title>
          {visit && <Anchor href={visit}>{t("orders.photo.ofVisit")}</Anchor>}
          {photo && (
            <Alert
              color={photo === "added" ? "teal" : "red"}
              c="var(--mantine-color-text)"
              role={photo === "added" ? "status" : "alert"}
            >
              {t(`orders.photo.said.${photo}`)}
            </Alert>
          )}
          <OrderPhotos orderId={order.id} {...{ photos, people, at }} mayAdd={view.mayAddPhotos} />
        </Stack>
      </Stack>
    </Container>
  );
}
