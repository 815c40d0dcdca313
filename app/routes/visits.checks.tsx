import { Alert, Container, Stack, Text, Title } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { mayIn } from "~/modules/accounts/domain/may";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { areaCodeIn, areasMeant } from "~/modules/catalog/use-cases/find-areas.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { checksQuery } from "~/modules/visits/domain/checks-address";
import { FLAG_KINDS } from "~/modules/visits/domain/visit-flags";
import { CheckFilter } from "~/modules/visits/ui/check-filter";
import { CheckMethod } from "~/modules/visits/ui/check-method";
import { FlagCard } from "~/modules/visits/ui/flag-card";
import { NextPage } from "~/modules/visits/ui/next-page";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { WhichArea } from "~/modules/visits/ui/which-area";
import { checksInView } from "~/modules/visits/use-cases/checks-in-view.server";
import { sayOfFlag, settleFlag } from "~/modules/visits/use-cases/settle-flag.server";

export const handle = { title: "visits:checks.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visit-checks", "propose:residents"]);
  const city = await requireCity(request);
  const said = addressSaid(request);
  const areaCode = (await areaCodeIn(actor, city.code, (said.get("area") ?? "").slice(0, 200))) ?? "";
  const kind = FLAG_KINDS.find((known) => known === said.get("kind")) ?? null;
  const authorId = ID.exec(said.get("by") ?? "")?.[0] ?? null;
  const [raisedAt = "", id = ""] = (said.get("after") ?? "").split("_");
  const after = Number.isFinite(Date.parse(raisedAt)) && ID.test(id) ? { raisedAt, id } : null;
  const found = await checksInView(actor, city, { areaCode, kind, authorId }, after);
  return {
    ...found,
    rows: found.rows.map((flag) => ({ ...flag, may: mayDo(actor, flag) })),
    ...{ city, areaCode, kind, authorId, grants: actor.grants, choices: await areasMeant(actor, city.code, areaCode) },
    names: await areaNames([areaCode, ...found.rows.map((row) => row.areaCode)].filter(Boolean)),
    settled: said.has("settled"),
  };
}

const mayDo = (
  actor: Parameters<typeof mayIn>[0] & { readonly personId: string | null },
  { authorId, areaCode, line }: { readonly authorId: string; readonly areaCode: string; readonly line: string },
): "settle" | "say" | null =>
  authorId === actor.personId ? "say" : mayIn(actor, "check:visits", areaCode, line as never) ? "settle" : null;

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, ["check:visits", "propose:residents"]);
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "");
  const id = ID.exec(said("flag"))?.[0] ?? "";
  if (!id) throw Response.json({ kind: "no-such-flag" }, { status: 404 });
  const done =
    said("intent") === "say" ? await sayOfFlag(actor, id, said("note")) : await settleFlag(actor, id, said("how"), said("note"));
  if (!done.ok && done.refusal.kind === "not-there") throw Response.json({ kind: "no-such-flag" }, { status: 404 });
  if (!done.ok)
    return data({ refusal: done.refusal.kind }, { headers: NO_STORE, status: done.refusal.kind === "not-permitted" ? 403 : 422 });
  const address = new URL(request.url).searchParams;
  address.set("settled", "yes");
  return redirect(`/visits/checks?${address.toString()}`);
}

/** 探访核对: what is worth a look, the latest first. */
export default function VisitsChecks() {
  const { rows, counts, people, standards, next, isOwn, city, areaCode, kind, authorId, grants, names, choices, settled } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const areas = Object.fromEntries(
    Object.entries(names).map(([code, { name, nameEn }]) => [code, i18n.language === "en" ? nameEn : name]),
  );
  const address = { city: city.code, area: areaCode, kind, by: authorId };
  const query = checksQuery(address);
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t(isOwn ? "checks.ownTitle" : "checks.title")}
          </Title>
          <Text c="dimmed">{t(isOwn ? "checks.ownLead" : "checks.lead")}</Text>
        </div>
        <VisitPages grants={grants} />
        {answer?.refusal && (
          <Alert color="red" role="alert">
            {t(`refusal.${answer.refusal}`)}
          </Alert>
        )}
        {settled && !answer && <Text role="status">{t("checks.saved")}</Text>}
        <CheckFilter {...{ address, areas, counts, isOwn }} />
        {choices ? (
          <WhichArea words={areaCode} choices={choices} to={(area) => `/visits/checks?${checksQuery({ ...address, area })}`} />
        ) : rows.length === 0 ? (
          <Alert color="jade" variant="light">
            {t(isOwn ? "checks.ownNone" : "checks.none")}
          </Alert>
        ) : (
          rows.map((flag) => (
            <FlagCard
              key={flag.id}
              {...{ flag, people, areas, timeZone: city.timeZone, may: flag.may, action: `/visits/checks?${query}` }}
            />
          ))
        )}
        {next && <NextPage query={query} after={`${next.raisedAt}_${next.id}`} />}
        <CheckMethod standards={standards} />
      </Stack>
    </Container>
  );
}
