import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { validate as isUuid } from "uuid";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { AlertForm } from "~/modules/finder/ui/alert-form";
import { AlertTaken } from "~/modules/finder/ui/alert-taken";
import { look } from "~/modules/finder/ui/contact-form";
import { alertAbout, type AboutSaid } from "~/modules/finder/use-cases/alert-about.server";
import { alertStamp, askAlert } from "~/modules/finder/use-cases/ask-alert.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { today } from "~/platform/clock.server";
import { mailServer } from "~/platform/environment.server";
import { languageOf } from "~/platform/language.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:alert.title", words: ["finder/contact"] };
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin" };
export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...CLOSED, ...Object.fromEntries(actionHeaders ?? []) });

type Said = (name: string, most?: number) => string;
const saidIn =
  (fields: { readonly get: (name: string) => unknown }): Said =>
  (name, most = 120) =>
    [...String(fields.get(name) ?? "")].slice(0, most).join("");

/** A facility's page names the facility as the place. */
function aboutSaid(said: Said): AboutSaid {
  const isOfFacility = isUuid(said("place"));
  return {
    ...{ facility: isOfFacility ? said("place") : said("facility", 40), need: said("need", 40), walker: said("walker", 40) },
    ...{ place: isOfFacility ? "" : said("place"), at: said("at", 40), atFor: said("for") },
  };
}

const typedIn = (said: Said) => ({
  ...{ bornMonth: said("bornMonth", 7) || said("born", 10).slice(0, 7), startMonth: said("startMonth", 7) || said("start", 7) },
  ...{ reach: said("reach"), minutes: said("minutes", 3) || "15", place: said("place") },
});

const notThere = () => new Response(null, { status: 404 });

/** What the search was about is taken over from its address. */
export async function loader({ request }: LoaderFunctionArgs) {
  const said = saidIn(addressSaid(request));
  const city = await requireCity(request);
  const read = await alertAbout(city, aboutSaid(said));
  if (!read) throw notThere();
  const { about: _about, ...shown } = read;
  const typed = typedIn(said);
  const startMonth = typed.startMonth || today(city.timeZone).slice(0, 7);
  return data(
    { ...shown, typed: { ...typed, startMonth }, stamp: alertStamp(), sendsMail: mailServer() !== undefined },
    { headers: CLOSED },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const said = saidIn(await formSaid(request));
  const read = await alertAbout(await requireCity(request), aboutSaid(said));
  if (!read) throw notThere();
  const { about, ...shown } = read;
  const typed = typedIn(said);
  if (!about)
    return data(
      { taken: null, refusal: { kind: "incomplete" as const, problems: {} }, typed, shown },
      { status: 422, headers: CLOSED },
    );
  const done = await askAlert(about, typed, {
    ...{ address: countedAddress(requestFacts()?.address ?? null), language: await languageOf(request) },
    ...{ stamp: said("stamp", 200), trap: said("website", 10) },
  });
  if (done.ok) return data({ taken: done.value, refusal: null, typed, shown }, { headers: CLOSED });
  const { refusal } = done;
  const told = { taken: null, refusal, typed, shown };
  if (refusal.kind !== "try-later") return data(told, { status: 422, headers: CLOSED });
  return data(told, { status: 429, headers: { ...CLOSED, "Retry-After": String(refusal.seconds) } });
}

/** 有空位时通知我: at one facility, or at every one within a walk. */
export default function FindAlert() {
  const { stamp, sendsMail, typed, ...shown } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  return (
    <main className={look.page}>
      {shown.facility && (
        <p>
          <Link to={`/find/${shown.facility.id}`}>{t("contact.back", { facility: shown.facility.name })}</Link>
        </p>
      )}
      <h1>{t("alert.title")}</h1>
      <p>{shown.facility ? t("alert.leadAt", { facility: shown.facility.name }) : t("alert.lead")}</p>
      {answer?.taken ? (
        <AlertTaken secret={answer.taken.secret} />
      ) : (
        <AlertForm
          shown={answer?.shown ?? shown}
          typed={answer?.typed ?? typed}
          refusal={answer?.refusal ?? null}
          {...{ stamp, sendsMail }}
        />
      )}
    </main>
  );
}
