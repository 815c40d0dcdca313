import { Alert, Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { ReasonSelect } from "~/modules/accounts/ui/reason-select";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { RefusedDeeds } from "~/modules/visits/ui/refused-deeds";
import { RefusedFacts } from "~/modules/visits/ui/refused-facts";
import { RefusedRings } from "~/modules/visits/ui/refused-list";
import { RefusedOpened } from "~/modules/visits/ui/refused-opened";
import { RefusedTold } from "~/modules/visits/ui/refused-told";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import classes from "~/modules/visits/ui/visit-pages.module.css";
import { layRefusedAside, openRefused, refusedRecord } from "~/modules/visits/use-cases/refused-records.server";
import { takeInRefused } from "~/modules/visits/use-cases/take-in-refused.server";

export const handle = { title: "visits:refused.one" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const record = await refusedRecord(actor, city, params.id ?? "");
  if (!record) throw Response.json({ refusal: "not-there" }, { status: 404 });
  const withIt = new URL(request.url).searchParams.get("in");
  return {
    ...{ record, city, grants: actor.grants, names: await areaNames([record.areaCode]) },
    withIt: /^\d{1,3}$/.test(withIt ?? "") ? Number(withIt) : null,
    mayOpen: record.mayAct && mayIn(actor, "open:sensitive", record.areaCode, record.line),
  };
}

const STATUS: Readonly<Record<string, number>> = {
  "not-permitted": 403,
  "settled-already": 409,
  "still-refused": 422,
  "not-now": 503,
};

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "read:visits");
  const city = await requireCity(request);
  const id = params.id ?? "";
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 40);
  const refuse = (at: "content" | "end", refusal: { readonly kind: string; readonly why?: string }) => {
    if (refusal.kind === "not-there") throw Response.json({ refusal: refusal.kind }, { status: 404 });
    const told = { opened: null, at, refusal: refusal.kind, why: refusal.why ?? null };
    return data(told, { headers: NO_STORE, status: STATUS[refusal.kind] ?? 422 });
  };
  switch (said("intent")) {
    case "take-in": {
      const taken = await takeInRefused(actor, city, id);
      return taken.ok
        ? redirect(`/visits/refused/${id}?city=${city.code}&in=${taken.value.withIt}`)
        : refuse("end", taken.refusal);
    }
    case "lay-aside": {
      const laid = await layRefusedAside(actor, city, id, said("why"));
      return laid.ok ? redirect(`/visits/refused/${id}?city=${city.code}`) : refuse("end", laid.refusal);
    }
    default: {
      const opened = await openRefused(actor, city, id, { reason: said("reason"), noteId: "" });
      return opened.ok
        ? data({ opened: opened.value, at: "content", refusal: null, why: null } as const, { headers: NO_STORE })
        : refuse("content", opened.refusal);
    }
  }
}

/** One refused record: why, what would mend it, what it says, and how it ends. */
export default function RefusedRecordPage() {
  const { record, city, grants, names, withIt, mayOpen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const nameOf = (code: string) => (i18n.language === "en" ? names[code]?.nameEn : names[code]?.name) ?? code;
  // Beside what was pressed: on a phone the top of the page is far away.
  const told = (at: "content" | "end") =>
    answer?.refusal && answer.at === at ? <RefusedTold refusal={answer.refusal} why={answer.why} /> : null;
  const advice = t(`refused.advice.${record.why}`, { defaultValue: "" });
  return (
    <Container component="main" size="xl" py="md" className={classes.text ?? ""}>
      <Stack gap="md">
        <Title order={1} size="h2">
          {t("refused.one")}
        </Title>
        <VisitPages grants={grants} />
        <Anchor component={Link} to={`/visits/refused?city=${city.code}`}>
          {t("refused.back")}
        </Anchor>
        {withIt !== null && record.state === "taken-in" && (
          <Text role="status">{t(withIt > 0 ? "refused.tookInWith" : "refused.tookIn", { count: withIt })}</Text>
        )}
        {record.alarmId && record.isRinging && (
          <Alert color="red" variant="outline" title={<RefusedRings signs={record.signs} isRinging />}>
            <Text>{t("watch.recordEnds")}</Text>
            <Anchor component={Link} to={`/visits/watch/${record.alarmId}?city=${city.code}`}>
              {t("refused.toAlarm")}
            </Anchor>
          </Alert>
        )}
        <RefusedFacts {...{ record, areaName: nameOf(record.areaCode), cityCode: city.code, timeZone: city.timeZone }} />
        {record.state === "open" && record.mayAct && advice !== "" && (
          <Alert color="yellow" variant="light">
            <Text fw={650}>{t("refused.adviceTitle")}</Text>
            {advice}
          </Alert>
        )}
        {(record.state === "open" || record.state === "laid-aside") && (
          <RefusedOpened
            {...{ opened: answer?.opened ?? null, mayOpen, timeZone: city.timeZone, told: told("content") }}
            reason={<ReasonSelect required />}
          />
        )}
        {record.state === "open" && record.mayAct ? <RefusedDeeds told={told("end")} /> : told("end")}
      </Stack>
    </Container>
  );
}
