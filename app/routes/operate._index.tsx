import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OperateEntry } from "~/modules/catalog/ui/operate-entry";
import { OperatePages } from "~/modules/catalog/ui/operate-pages";
import classes from "~/modules/catalog/ui/operate.module.css";
import { VacancyDesk } from "~/modules/catalog/ui/vacancy-desk";
import { openOperatorLink } from "~/modules/catalog/use-cases/behind-operator-link.server";
import { demoOperatorSecret } from "~/modules/catalog/use-cases/demo-operator.server";
import { operatorAt, requireOperator } from "~/modules/catalog/use-cases/operator-at.server";
import { operatorCookie } from "~/modules/catalog/use-cases/operator-cookie.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { confirmVacancies, sayVacancy } from "~/modules/catalog/use-cases/say-vacancies.server";
import { vacanciesAtPlace } from "~/modules/catalog/use-cases/vacancies-at-place.server";
import { secretPasted } from "~/platform/one-time-secret.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import { useLinkInAddress } from "~/ui/forms/use-link-in-address";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "catalog:operate.title" };
/** Nothing of the address goes to another site; forms sent without scripts still say that they come from this one. */
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers: HeadersFunction = ({ actionHeaders }) => {
  const seconds = actionHeaders?.get("Retry-After");
  return seconds ? { ...CLOSED, "Retry-After": seconds } : CLOSED;
};

/** The link's secret stands behind its «#», which browsers send nowhere; it is exchanged for a cookie of half a day. */
export async function loader({ request }: LoaderFunctionArgs) {
  const at = await operatorAt(request);
  const done = new URL(request.url).searchParams.get("done");
  if (at.kind !== "standing") {
    const nothing = { at: at.kind, desk: null, byLink: false, places: [], done, demo: demoOperatorSecret() };
    if (at.kind !== "ended") return data(nothing, { headers: CLOSED });
    return data(nothing, { headers: { ...CLOSED, "Set-Cookie": await operatorCookie.cleared() } });
  }
  const { standing, others } = at;
  const places = others.map(({ facilityId, name }) => ({ facilityId, name }));
  const desk = await vacanciesAtPlace(standing);
  return data({ at: at.kind, desk, byLink: standing.linkId !== null, places, done, demo: null }, { headers: CLOSED });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await formSaid(request);
  const said = (name: string, most = 40) =>
    String(form.get(name) ?? "")
      .trim()
      .slice(0, most);
  const intent = said("intent");
  const typed = { classId: said("class"), month: said("month", 7), taken: said("taken", 8), held: said("held", 8) };
  const refuse = (refusal: { readonly kind: string; readonly seconds?: number; readonly problem?: string }) => {
    const { kind, seconds = 0, problem } = refusal;
    const told = { refusal: problem ?? kind, seconds, typed };
    if (kind !== "try-later") return data(told, { status: 422, headers: CLOSED });
    return data(told, { status: 429, headers: { ...CLOSED, "Retry-After": String(seconds) } });
  };
  if (intent === "leave") return redirect("/operate", { headers: { "Set-Cookie": await operatorCookie.cleared() } });
  if (intent === "confirm" || intent === "say") {
    const standing = await requireOperator(request);
    const { classId, month: startMonth, taken, held } = typed;
    const numbers = { taken: taken === "" ? null : countIn(taken), held: held === "" ? 0 : countIn(held) };
    const done = await (intent === "confirm"
      ? confirmVacancies(standing)
      : sayVacancy(standing, { classId, startMonth, ...numbers }));
    if (!done.ok) return refuse(done.refusal);
    const place = standing.linkId === null ? `&facility=${standing.facilityId}` : "";
    return redirect(`/operate?done=${intent === "confirm" ? "confirmed" : "said"}${place}`);
  }
  const secret = secretPasted(said("secret", 300));
  const opened = await openOperatorLink(secret, countedAddress(requestFacts()?.address ?? null));
  if (!opened.ok) return refuse(opened.refusal);
  return redirect("/operate", { headers: { "Set-Cookie": await operatorCookie.serialize(secret) } });
}

const countIn = (text: string): number => (/^\d{1,7}$/.test(text) ? Number(text) : -1);

export default function Operate() {
  const { at, desk, byLink, places, done, demo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("catalog");
  useLinkInAddress();
  if (!desk) {
    const refusal = answer?.refusal ?? (at === "ended" ? "link-unknown" : null);
    return <OperateEntry refusal={refusal} seconds={answer?.seconds ?? 0} hasNoPlace={at === "no-place"} demo={demo} />;
  }
  return (
    <main className={classes.page}>
      <div>
        <h1>{t("operate.title")}</h1>
        <p>{desk.name}</p>
      </div>
      <OperatePages places={places} facilityId={desk.facilityId} />
      <VacancyDesk desk={desk} answer={answer} action={`/operate?facility=${desk.facilityId}`} done={answer ? null : done} />
      {byLink && (
        <Form method="post" action="/operate">
          <button type="submit" name="intent" value="leave" className={classes.button}>
            {t("operate.leave")}
          </button>
        </Form>
      )}
    </main>
  );
}
