import { Alert, Button, Container, Group, Stack, Text, Title } from "@mantine/core";
import type { HeadersFunction, LoaderFunctionArgs } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { REFUSAL_STATES } from "~/modules/visits/domain/refused-record";
import { NextPage } from "~/modules/visits/ui/next-page";
import { RefusedList, RefusedStates } from "~/modules/visits/ui/refused-list";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { refusedRecords } from "~/modules/visits/use-cases/refused-records.server";
import { AreaEntry, areaText } from "~/ui/forms/area-entry";

export const handle = { title: "visits:refused.title" };
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const areaCode = (await areaCodeIn(actor, city.code, (said.get("area") ?? "").slice(0, 200))) ?? "";
  const state = REFUSAL_STATES.find((known) => known === said.get("state")) ?? "open";
  const [receivedAt = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = Number.isFinite(Date.parse(receivedAt)) && isUuid(id) ? { receivedAt, id } : null;
  const found = await refusedRecords(actor, city, areaCode, state, after);
  return {
    ...{ ...found, areaCode, state, city, grants: actor.grants },
    choices: await areasMeant(actor, city.code, areaCode),
    names: await areaNames([areaCode, ...found.rows.map((row) => row.areaCode)].filter(Boolean)),
    mayAct: mayIn(actor, "write:visits", areaCode || city.code, "civil-affairs") || found.rows.some((row) => row.mayAct),
  };
}

/** 未被接受的记录: what phones handed in and was refused, until somebody dealt with it. */
export default function VisitsRefused() {
  const { rows, counts, next, areaCode, state, city, grants, choices, names, mayAct } = useLoaderData<typeof loader>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  const query = (over: Readonly<Record<string, string>> = {}) =>
    new URLSearchParams({ city: city.code, ...(areaCode ? { area: areaCode } : {}), state, ...over }).toString();
  const named = names[areaCode];
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("refused.title")}
          </Title>
          <Text c="dimmed">{t(mayAct ? "refused.lead" : "refused.leadSeen")}</Text>
        </div>
        <VisitPages grants={grants} />
        <Form className="no-print">
          <input type="hidden" name="city" value={city.code} />
          <input type="hidden" name="state" value={state} />
          <Group align="end">
            <AreaEntry
              name="area"
              label={t("due.area")}
              key={areaCode}
              defaultValue={named ? areaText({ code: areaCode, ...named, within: "", withinEn: "" }, i18n.language) : areaCode}
            />
            <Button type="submit" variant="default">
              {t("filter")}
            </Button>
          </Group>
        </Form>
        {choices ? (
          <WhichArea words={areaCode} choices={choices} to={(area) => `/visits/refused?${query({ area })}`} />
        ) : (
          <>
            <RefusedStates state={state} counts={counts} to={(one) => `/visits/refused?${query({ state: one })}`} />
            {rows.length === 0 ? (
              <Alert color="jade" variant="light">
                {t(`refused.none.${state}`)}
              </Alert>
            ) : (
              <RefusedList {...{ rows, nameOf, cityCode: city.code, timeZone: city.timeZone }} />
            )}
          </>
        )}
        {next && <NextPage query={query()} after={`${next.receivedAt}_${next.id}`} />}
        <Text c="dimmed" size="sm">
          {t("refused.basis")}
        </Text>
      </Stack>
    </Container>
  );
}
