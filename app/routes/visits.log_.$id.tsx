import { Anchor, Container, Stack, Text, Title } from "@mantine/core";
import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { mayIn } from "~/modules/accounts/domain/may";
import { ReasonSelect } from "~/modules/accounts/ui/reason-select";
import { requireActorOfAny } from "~/modules/accounts/use-cases/current-actor.server";
import { areaNames } from "~/modules/catalog/use-cases/area-names.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { DEMO_MARK } from "~/modules/places/domain/city";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { EvidenceFacts } from "~/modules/visits/ui/evidence-facts";
import { EvidenceOpened } from "~/modules/visits/ui/evidence-opened";
import { FlagCard } from "~/modules/visits/ui/flag-card";
import { VisitPages } from "~/modules/visits/ui/visit-pages";
import { openVisit, visitEvidence } from "~/modules/visits/use-cases/visit-evidence.server";

export const handle = { title: "visits:evidence.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = () => NO_STORE;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const city = await requireCity(request);
  const id = params.id ?? "";
  const found = isUuid(id) ? await visitEvidence(actor, city, id) : null;
  if (!found) throw Response.json({ kind: "no-such-visit" }, { status: 404 });
  const { areaCode, line, hasBody, photos } = found.visit;
  const isFileRefused = new URL(request.url).searchParams.get("refused") === "reason-missing";
  return {
    ...{
      ...found,
      city,
      grants: actor.grants,
      names: await areaNames([areaCode]),
      isThere: hasBody || photos.length > 0,
      isFileRefused,
    },
    mayOpen: (["read:visits", "open:sensitive"] as const).every((one) => mayIn(actor, one, areaCode, line)),
  };
}

/** What was said and seen there, for a reason. */
export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActorOfAny(request, ["read:visits", "propose:residents"]);
  const id = params.id ?? "";
  if (!isUuid(id)) throw Response.json({ kind: "no-such-visit" }, { status: 404 });
  const reason = String((await formSaid(request)).get("reason") ?? "").slice(0, 40);
  const opened = await openVisit(actor, id, { reason, noteId: "" });
  if (opened.ok) return data({ opened: opened.value, refusal: null }, { headers: NO_STORE });
  const { kind } = opened.refusal;
  const status = kind === "not-there" ? 404 : kind === "not-permitted" ? 403 : 422;
  return data({ opened: null, refusal: kind }, { headers: NO_STORE, status });
}

/** 探访证据: everything known of one visit, on a page that can be printed. */
export default function VisitEvidencePage() {
  const { visit, leastMinutes, flags, orders, people, names, city, grants, isThere, mayOpen, isFileRefused } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t, i18n } = useTranslation("visits");
  const language = i18n.language === "en" ? "en" : "zh";
  const areas = Object.fromEntries(Object.entries(names).map(([code, one]) => [code, language === "en" ? one.nameEn : one.name]));
  const query = new URLSearchParams({ city: city.code }).toString();
  const name = visit.name ?? "••••";
  return (
    <Container component="main" size="xl" py="md">
      <Stack gap="md">
        <div>
          <Title order={1} size="h2">
            {t("evidence.title")}
          </Title>
          <Text c="dimmed">
            {visit.name === null ? (
              name
            ) : (
              <Anchor component={Link} to={`/visits/residents/${visit.residentId}`}>
                {name}
              </Anchor>
            )}{" "}
            {visit.registerNumber} {city.isDemo && ` · ${DEMO_MARK[language]}`}
          </Text>
        </div>
        <VisitPages grants={grants} />
        <EvidenceFacts {...{ visit, leastMinutes, orders, people, areas, timeZone: city.timeZone }} />
        <Title order={2} size="h4">
          {t("evidence.flags")}
        </Title>
        {flags.length === 0 && <Text c="dimmed">{t("evidence.noFlags")}</Text>}
        {flags.map((flag) => (
          <FlagCard key={flag.id} {...{ flag, people, areas, timeZone: city.timeZone, action: "/visits/checks", may: null }} />
        ))}
        <EvidenceOpened
          {...{
            id: visit.id,
            query,
            opened: answer?.opened ?? null,
            refusal: answer?.refusal ?? null,
            isFileRefused,
            isThere,
            mayOpen,
            reason: <ReasonSelect required />,
          }}
        />
      </Stack>
    </Container>
  );
}
