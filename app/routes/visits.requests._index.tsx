import { Alert, Container, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { DutyPhoneForm } from "~/modules/work-orders/ui/duty-phone-form";
import { RequestList } from "~/modules/work-orders/ui/request-list";
import { requestsInView } from "~/modules/work-orders/use-cases/family-requests-in-view.server";
import { changeDutyPhone } from "~/modules/work-orders/use-cases/note-request-step.server";
import { now } from "~/platform/clock.server";
import { languageOf } from "~/platform/language.server";

export const handle = { title: "work-orders:requests.title" };
const NO_STORE = { "Cache-Control": "no-store" };

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:work-orders");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const area = /^(\d{4}|\d{6}|\d{9}|\d{12})$/.exec(said.get("area") ?? "")?.[0] ?? "";
  const [at = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = Number.isFinite(Date.parse(at)) && isUuid(id) ? { at, id } : null;
  const found = await requestsInView(actor, city, area, after);
  const names = await areaNames([...found.open, ...found.closed, ...found.phones].map(({ areaCode }) => areaCode));
  const isEnglish = (await languageOf(request)) === "en";
  const areas = Object.fromEntries(Object.entries(names).map(([code, one]) => [code, isEnglish ? one.nameEn : one.name]));
  const told = { ...found, area, areas, timeZone: city.timeZone, now: now().getTime(), grants: actor.grants };
  return data({ ...told, mayAct: may(actor, "act:work-orders"), saved: said.has("saved") }, { headers: NO_STORE });
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "act:work-orders");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").slice(0, 190);
  const code = await areaCodeIn(actor, city.code, said("area"));
  const changed = await changeDutyPhone(actor, city, code ?? "", said("phone"), said("email"));
  if (changed.ok) return redirect("/visits/requests?saved");
  const status = changed.refusal.kind === "not-permitted" ? 403 : 422;
  return data(
    { refusal: changed.refusal.kind, area: said("area"), phone: said("phone"), email: said("email") },
    { status, headers: NO_STORE },
  );
}

/** 家属请求: what waits for an answer, with its clock. */
export default function VisitsRequests() {
  const {
    open,
    closed,
    counts,
    next,
    people,
    phones,
    area,
    areas,
    timeZone,
    now: at,
    grants,
    mayAct,
    saved,
  } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("work-orders");
  const shown = { areas, people, timeZone, now: at };
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <VisitPages grants={grants} />
        <div>
          <Title order={1} size="h2">
            {t("requests.title")}
          </Title>
          <Text c="dimmed">{t("requests.lead")}</Text>
        </div>
        {saved && !answer && (
          <Alert color="jade" role="status">
            {t("phone.saved")}
          </Alert>
        )}
        <Text fw={650} c={counts.overdue > 0 ? "red" : undefined}>
          {t("requests.counts", { open: counts.open, overdue: counts.overdue })}
        </Text>
        {open.length === 0 ? <Text>{t("requests.none")}</Text> : <RequestList requests={open} {...shown} />}
        {next && <Link to={`/visits/requests?area=${area}&after=${next.at}_${next.id}`}>{t("requests.more")}</Link>}
        {closed.length > 0 && (
          <details>
            <summary>{t("requests.closedLast", { count: closed.length })}</summary>
            <RequestList requests={closed} {...shown} />
          </details>
        )}
        {mayAct && <DutyPhoneForm phones={phones} areas={areas} answer={answer} />}
      </Stack>
    </Container>
  );
}
