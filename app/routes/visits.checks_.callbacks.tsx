import { Alert, Button, Container, Group, Stack, Text, TextInput, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { permitted } from "~/modules/catalog/use-cases/permitted.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { checksQuery } from "~/modules/visits/domain/checks-address";
import { isOver } from "~/modules/visits/domain/month-report";
import { CallbackDraw } from "~/modules/visits/ui/callback-draw";
import { CallbackDrawn } from "~/modules/visits/ui/callback-drawn";
import { CallbackTable } from "~/modules/visits/ui/callback-table";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { answerCallback, callbacksInView, drawSample } from "~/modules/visits/use-cases/callbacks.server";
import { sampleAsked } from "~/modules/visits/use-cases/sample-asked.server";
import { today } from "~/platform/clock.server";

export const handle = { title: "visits:callback.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visit-checks");
  const city = await requireCity(request);
  const { place, isSeen } = sampleAsked(actor, city, addressSaid(request));
  if (!isSeen) permitted({ ok: false, refusal: { kind: "not-permitted" } }, actor, "read:visit-checks");
  const after = afterSaid(addressSaid(request));
  const found = await callbacksInView(actor, city, place, after);
  const names = await areaNames([place.areaCode, ...found.visits.map(({ areaCode }) => areaCode)]);
  const isRunning = !isOver(place.month, today(city.timeZone));
  const size = found.now && sizeSaid(addressSaid(request).get("size"), Math.min(500, found.now.visits));
  return { ...found, after, size, isRunning, place, city, names, grants: actor.grants };
}

/** How many somebody asks for, before they are asked once more; null = nobody asked yet. */
function sizeSaid(text: string | null, most: number): number | null {
  const size = /^\d{1,3}$/.test(text ?? "") ? Number(text) : 0;
  return size >= 1 && size <= most ? size : null;
}
const afterSaid = (said: URLSearchParams): number => Number(/^\d{1,4}$/.exec(said.get("after") ?? "")?.[0] ?? 0);
const queryOf = (city: string, { areaCode, month }: { readonly areaCode: string; readonly month: string }): string =>
  checksQuery({ city, area: areaCode, month: month.slice(0, 7) });

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "check:visits");
  const city = await requireCity(request);
  const { place } = sampleAsked(actor, city, addressSaid(request));
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "");
  const done =
    said("intent") === "draw"
      ? await drawSample(actor, city, place, /^\d{1,3}$/.test(said("size")) ? Number(said("size")) : NaN)
      : await answerCallback(actor, city, place, { eventId: said("event"), answer: said("answer") });
  if (!done.ok && done.refusal.kind === "not-there") throw Response.json({ kind: "no-such-visit" }, { status: 404 });
  if (!done.ok)
    return data({ refusal: done.refusal.kind }, { headers: NO_STORE, status: done.refusal.kind === "not-permitted" ? 403 : 422 });
  return redirect(`/visits/checks/callbacks?${queryOf(city.code, place)}&after=${afterSaid(addressSaid(request))}`);
}

/** 电话回访抽查: a chance sample of a unit's month, drawn once, and what those rung said. */
export default function VisitsCallbacks() {
  const { sample, visits, next, after, result, people, now, size, isRunning, mayCheck, place, city, names, grants } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  const query = queryOf(city.code, place);
  const address = `/visits/checks/callbacks?${query}&after=${after}`;
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("callback.title")}
          </Title>
          <Text c="dimmed">
            {areas[place.areaCode] ?? place.areaCode} · {place.month.slice(0, 7)}
          </Text>
        </div>
        <VisitPages grants={grants} />
        <Text>{t("callback.lead")}</Text>
        <Form className="no-print">
          <input type="hidden" name="city" value={city.code} />
          <input type="hidden" name="area" value={place.areaCode} />
          <Group align="end">
            <TextInput type="month" name="month" label={t("month.month")} defaultValue={place.month.slice(0, 7)} />
            <Button type="submit" variant="default">
              {t("month.show")}
            </Button>
            {sample && mayCheck && (
              <Button component={Link} variant="default" to={`/visits/checks/callbacks/sheet?${query}`}>
                {t("callback.sheet")}
              </Button>
            )}
          </Group>
        </Form>
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        {sample && result ? (
          <>
            <CallbackDrawn {...{ sample, result, people, timeZone: city.timeZone }} />
            <CallbackTable {...{ visits, people, areas, timeZone: city.timeZone, action: address, mayCheck }} />
            {next !== null && <NextPage query={query} after={String(next)} />}
          </>
        ) : now && now.visits > 0 ? (
          <Stack gap="sm" className="surface" p="md">
            <Text>{t("callback.from", { visits: now.visits, authors: now.authors })}</Text>
            {mayCheck ? (
              <CallbackDraw {...{ now, size, place, city, address, isRunning }} />
            ) : (
              <Text c="dimmed">{t("callback.notDrawn")}</Text>
            )}
          </Stack>
        ) : (
          <Alert color="jade" variant="light">
            {t("callback.nothing")}
          </Alert>
        )}
      </Stack>
    </Container>
  );
}
