import { Alert, Anchor, Button, Container, Group, List, Stack, Text, TextInput, Title } from "@mantine/core";
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { v4 as newId } from "uuid";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { VisitForm } from "~/modules/visits/ui/visit-form";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { logVisit, visitedById, visitedByName } from "~/modules/visits/use-cases/log-visit.server";
import { visitFromForm } from "~/modules/visits/use-cases/visit-from-form.server";
import { now } from "~/platform/clock.server";

export const handle = { title: "visits:log.new" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "propose:residents");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const id = said.get("resident") ?? "";
  const resident = /^[0-9a-f-]{36}$/.test(id) ? await visitedById(actor, city, id) : null;
  if (id && !resident) throw Response.json({ kind: "no-such-resident" }, { status: 404 });
  const words = (said.get("q") ?? "").slice(0, 60);
  const at = now();
  const local = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: city.timeZone })
    .format(at)
    .replace(" ", "T");
  return {
    ...{
      city,
      words,
      grants: actor.grants,
      clientId: newId(),
      capturedAt: at.toISOString(),
      beganAt: local,
      asked: said.get("asks"),
    },
    resident: resident && { id: resident.id, name: resident.name },
    found: resident
      ? []
      : (await visitedByName(actor, city, words)).map(({ id: key, name, areaCode }) => ({ id: key, name, areaCode })),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "propose:residents");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const said = visitFromForm(form, city.timeZone, now());
  const logged = await logVisit(actor, city, said);
  if (!logged.ok) return { refusal: logged.refusal.kind, clientId: said.clientId, capturedAt: said.capturedAt };
  const { isNew, asks, residentId } = logged.value;
  return asks
    ? redirect(`/visits/log/new?city=${city.code}&resident=${residentId}&asks=${asks}`)
    : redirect(`/visits/log?city=${city.code}&saved=${isNew ? "new" : "again"}`);
}

export default function VisitsLogNew() {
  const { resident, found, words, city, grants, asked, ...made } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("visits");
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <Title order={1} size="h2">
          {t("log.new")}
        </Title>
        <VisitPages grants={grants} />
        {asked && resident ? (
          <Alert color="yellow" role="status" title={t("log.saved")}>
            {t("log.asks", { outcome: t(`outcome.${asked}`), name: resident.name })}{" "}
            <Anchor component={Link} to={`/visits/residents/${resident.id}`}>
              {t("log.asksOpen")}
            </Anchor>
          </Alert>
        ) : resident ? (
          <VisitForm
            clientId={answer && answer.refusal !== "other-content" ? answer.clientId : made.clientId}
            capturedAt={answer ? answer.capturedAt : made.capturedAt}
            beganAt={made.beganAt}
            {...{ resident, cityCode: city.code, refusal: answer?.refusal ?? null }}
          />
        ) : (
          <>
            <Form role="search">
              <input type="hidden" name="city" value={city.code} />
              <Group align="end">
                <TextInput name="q" label={t("log.whom")} description={t("log.whomWhat")} defaultValue={words} maxLength={60} />
                <Button type="submit">{t("log.find")}</Button>
              </Group>
            </Form>
            {words !== "" && found.length === 0 && <Text role="status">{t("log.foundNone", { words })}</Text>}
            <List listStyleType="none" spacing="xs">
              {found.map(({ id, name, areaCode }) => (
                <List.Item key={id}>
                  <Anchor component={Link} to={`?city=${city.code}&resident=${id}`}>
                    {name}
                  </Anchor>{" "}
                  <Text span c="dimmed" size="sm">
                    {areaCode}
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
