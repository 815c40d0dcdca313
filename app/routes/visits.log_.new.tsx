import { Alert, Anchor, Button, Container, Group, List, Stack, Text, TextInput, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { v4 as newId, validate as isUuid } from "uuid";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { VisitForm } from "~/modules/visits/ui/visit-form";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { isSavedForm, logVisit, visitedById, visitedByName, whoWasThere } from "~/modules/visits/use-cases/log-visit.server";
import { visitFromForm } from "~/modules/visits/use-cases/visit-from-form.server";
import { now } from "~/platform/clock.server";

export const handle = { title: "visits:log.new" };
const NO_STORE = { "Cache-Control": "no-store" };
const KEPT = { headers: NO_STORE };

export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "propose:residents");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const id = said.get("resident") ?? "";
  const resident = isUuid(id) ? await visitedById(actor, city, id) : null;
  if (id && !resident) throw Response.json({ kind: "no-such-resident" }, { status: 404 });
  const at = now();
  const local = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: city.timeZone })
    .format(at)
    .replace(" ", "T");
  const clientId = said.get("form") ?? "";
  // A form keeps its id in its address: whoever comes back to it finds the same one, and what was saved under it.
  if (resident && !isUuid(clientId))
    return redirect(`/visits/log/new?city=${city.code}&resident=${resident.id}&form=${newId()}`, KEPT);
  return {
    isSaved: resident !== null && (await isSavedForm(actor, clientId)),
    ...{ city, grants: actor.grants, clientId, capturedAt: at.toISOString(), beganAt: local },
    resident: resident && { id: resident.id, name: resident.name },
    who: resident && (await whoWasThere(actor, city, resident)),
  };
}

/** Somebody looked for by name, or a visit: names, whereabouts and what was found never stand in an address. */
export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "propose:residents");
  const city = await requireCity(request);
  const form = await formSaid(request);
  if (form.has("q")) {
    const words = String(form.get("q")).slice(0, 60);
    const found = await visitedByName(actor, city, words);
    const names = await areaNames(found.map(({ areaCode }) => areaCode));
    const listed = found.map(({ id, name, areaCode }) => ({ id, name, areaCode, area: names[areaCode] ?? null }));
    return data({ kind: "found" as const, words, found: listed }, KEPT);
  }
  const said = visitFromForm(form, city.timeZone, now());
  const logged = await logVisit(actor, city, said, { asksIfSame: form.get("another") !== "yes" });
  if (!logged.ok) {
    const typed = Object.fromEntries([...form.keys()].map((name) => [name, form.getAll(name).map(String)]));
    // The id is another visit's: what was typed goes under one of its own.
    if (logged.refusal.kind === "other-content") typed["clientId"] = [newId()];
    const refusal = logged.refusal.kind;
    const status = refusal === "not-permitted" ? 403 : refusal === "not-there" ? 404 : 422;
    const there = logged.refusal.kind === "same-visit" ? logged.refusal.there : null;
    return data({ kind: "refused" as const, refusal, typed, there }, { ...KEPT, status });
  }
  const { isNew, asks } = logged.value;
  return asks
    ? data({ kind: "asks" as const, outcome: asks }, KEPT)
    : redirect(`/visits/log?city=${city.code}&saved=${isNew ? "new" : "again"}`);
}

export default function VisitsLogNew() {
  const { resident, who, city, grants, isSaved, ...made } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const { words, found } = answer?.kind === "found" ? answer : { words: "", found: [] };
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <Title order={1} size="h2">
          {t("log.new")}
        </Title>
        <VisitPages grants={grants} />
        {answer?.kind === "asks" && resident ? (
          <Alert color="yellow" role="status" title={t("log.saved")}>
            {t("log.asks", { outcome: t(`outcome.${answer.outcome}`), name: resident.name })}{" "}
            <Anchor component={Link} to={`/visits/residents/${resident.id}`}>
              {t("log.asksOpen")}
            </Anchor>
          </Alert>
        ) : resident && isSaved && answer?.kind !== "refused" ? (
          <Alert color="jade" c="var(--mantine-color-text)" role="status">
            {t("log.savedForm")}{" "}
            <Anchor component={Link} to={`/visits/log/new?city=${city.code}&resident=${resident.id}`}>
              {t("log.another")}
            </Anchor>
          </Alert>
        ) : resident ? (
          <VisitForm
            {...{ made, resident, who, cityCode: city.code, timeZone: city.timeZone }}
            refused={answer?.kind === "refused" ? answer : null}
            key={answer?.kind === "refused" ? answer.typed["clientId"]?.[0] : made.clientId}
          />
        ) : (
          <>
            <Form method="post" action={`/visits/log/new?city=${city.code}`} role="search" autoComplete="off">
              <Group align="end">
                <TextInput name="q" label={t("log.whom")} description={t("log.whomWhat")} defaultValue={words} maxLength={60} />
                <Button type="submit">{t("log.find")}</Button>
              </Group>
            </Form>
            <Anchor component={Link} to={`/visits/log/form?city=${city.code}`}>
              {t("paper.link")}
            </Anchor>
            {words !== "" && found.length === 0 && <Text role="status">{t("log.foundNone", { words })}</Text>}
            <List listStyleType="none" spacing="xs">
              {found.map(({ id, name, areaCode, area }) => (
                <List.Item key={id}>
                  <Anchor component={Link} to={`?city=${city.code}&resident=${id}`}>
                    {name}
                  </Anchor>{" "}
                  <Text span c="dimmed" size="sm">
                    {(i18n.language === "en" ? area?.nameEn : area?.name) ?? areaCode}
                  </Text>
                </List.Item>
              ))}
            </List>
          </>
        )}
      </Stack>
    </Container>
  );
}
