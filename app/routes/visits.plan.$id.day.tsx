import { Anchor, Alert, Button, Container, Group, Stack, Table, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { ReasonSelect } from "~/modules/accounts/ui/reason-select";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { DayMap } from "~/modules/visits/ui/day-map";
import { clockText, dayText, hoursText, kmText } from "~/modules/visits/ui/plan-words";
import { dayOfPlan, openDayMap } from "~/modules/visits/use-cases/plan-day.server";

export const handle = { title: "visits:plan.day.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

async function asked(request: Request, id = "") {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const found = await dayOfPlan(actor, city, id, said.get("person") ?? "", said.get("day") ?? "");
  if (!found) throw Response.json({ refusal: "not-there" }, { status: 404 });
  return { actor, city, found };
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { city, found } = await asked(request, params.id);
  const names = await areaNames(found.visits.map(({ areaCode }) => areaCode));
  return data({ ...found, names, city, id: params.id ?? "" }, { headers: NO_STORE });
}

/** Where they live leaves for a stated reason only, each opening on record, and in no address. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { actor, found } = await asked(request, params.id);
  const form = await formSaid(request);
  const opened = await openDayMap(actor, found, String(form.get("reason") ?? ""));
  const answer = opened.ok ? { map: opened.value, refusal: null } : { map: null, refusal: opened.refusal.kind };
  return data(answer, { headers: NO_STORE, status: opened.ok ? 200 : 422 });
}

export default function VisitDay() {
  const { visits, residents, name, day, names, city, id, mayOpen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation(["visits", "accounts"]);
  const map = answer?.map ?? null;
  const visited = visits.filter(({ channel }) => channel === "home").length;
  const sum = (of: (visit: (typeof visits)[number]) => number) => visits.reduce((total, visit) => total + of(visit), 0);
  return (
    <Container component="main" size="lg" py="md">
      <Stack gap="md">
        <Group justify="space-between" align="flex-start">
          <div>
            <Title order={1} size="h2">
              {t("plan.day.heading", { name, day: dayText(day, i18n.language) })}
            </Title>
            <Text c="dimmed">
              {t("plan.day.sum", {
                ...{ count: visits.length, km: kmText(sum(({ travelMetres, backMetres }) => travelMetres + backMetres)) },
                hours: hoursText(sum((visit) => visit.endMinute - visit.minute + visit.travelMinutes + visit.backMinutes)),
              })}
            </Text>
          </div>
          <Anchor component={Link} to={`/visits/plan/${id}/board?city=${city.code}`}>
            {t("plan.board.open")}
          </Anchor>
        </Group>
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`accounts:sensitive.refusal.${answer.refusal}`)}
          </Alert>
        )}
        {map && map.points.length > 0 && <DayMap {...map} residents={residents} />}
        {map && map.points.length === 0 && <Alert color="yellow">{t("plan.day.noPositions")}</Alert>}
        <div className="surface" style={{ overflowX: "auto" }}>
          <Table verticalSpacing="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
            <Table.Thead>
              <Table.Tr>
                {["order", "time", "who", "where", "way"].map((key) => (
                  <Table.Th key={key}>{t(`plan.day.${key}`)}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {visits.map(({ id: key, residentId, areaCode, minute, endMinute, channel, travelMinutes, travelMetres }, at) => (
                <Table.Tr key={key}>
                  <Table.Td>{at + 1}</Table.Td>
                  <Table.Td>
                    {clockText(minute)}–{clockText(endMinute)}
                  </Table.Td>
                  <Table.Td>
                    <Anchor component={Link} to={`/visits/residents/${residentId}`}>
                      {residents[residentId] ?? t("due.somebody")}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{(i18n.language === "en" ? names[areaCode]?.nameEn : names[areaCode]?.name) ?? areaCode}</Table.Td>
                  <Table.Td>
                    {channel === "phone"
                      ? t("plan.board.call")
                      : t("plan.day.wayOf", { minutes: travelMinutes, km: kmText(travelMetres) })}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        {mayOpen && map === null && visited > 0 && (
          <Form method="post" className="surface">
            <Group p="md" align="end">
              <ReasonSelect label={t("plan.day.why")} description={t("plan.day.whyWhat", { count: visited + 1 })} required />
              <Button type="submit">{t("plan.day.open")}</Button>
            </Group>
          </Form>
        )}
      </Stack>
    </Container>
  );
}
