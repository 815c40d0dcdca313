import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OperatePages } from "~/modules/catalog/ui/operate-pages";
import classes from "~/modules/catalog/ui/operate.module.css";
import { RosterDesk } from "~/modules/catalog/ui/roster-desk";
import { rosterAtPlace, sayRoster } from "~/modules/catalog/use-cases/class-roster.server";
import { operatorAt, requireOperator } from "~/modules/catalog/use-cases/operator-at.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { now } from "~/platform/clock.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "catalog:roster.title" };
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers: HeadersFunction = () => CLOSED;
const MOST_LINES = 120;

export async function loader({ request }: LoaderFunctionArgs) {
  const at = await operatorAt(request);
  if (at.kind !== "standing") throw redirect("/operate");
  const { standing, others } = at;
  const places = others.map(({ facilityId, name }) => ({ facilityId, name }));
  const isSaved = new URL(request.url).searchParams.has("saved");
  const desk = await rosterAtPlace(standing);
  return data({ desk, places, facilityId: standing.facilityId, now: now().getTime(), isSaved }, { headers: CLOSED });
}

export async function action({ request }: ActionFunctionArgs) {
  const standing = await requireOperator(request);
  const form = await formSaid(request);
  const classId = String(form.get("class") ?? "").slice(0, 40);
  const [months, children] = ["birth", "children"].map((name) =>
    form
      .getAll(name)
      .slice(0, MOST_LINES)
      .map((value) => String(value).trim().slice(0, 10)),
  ) as [string[], string[]];
  const births = months
    .map((month, at) => ({ month, children: children[at] ?? "" }))
    .filter((line) => line.month !== "" || line.children !== "");
  const counted = births.map((line) => ({
    birthMonth: line.month,
    children: /^\d{1,4}$/.test(line.children) ? Number(line.children) : 0,
  }));
  const said = await sayRoster(standing, classId, counted);
  if (said.ok) return redirect(`/operate/roster?saved${standing.linkId === null ? `&facility=${standing.facilityId}` : ""}`);
  const { refusal } = said;
  const told = { refusal: "problem" in refusal ? refusal.problem : refusal.kind, typed: { classId, births } };
  if (refusal.kind !== "try-later") return data({ ...told, seconds: 0 }, { status: 422, headers: CLOSED });
  return data({ ...told, seconds: refusal.seconds }, { status: 429, headers: CLOSED });
}

export default function OperateRoster() {
  const { desk, places, facilityId, now: at, isSaved } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("catalog");
  return (
    <main className={classes.page}>
      <div>
        <h1>{t("roster.title")}</h1>
        <p>{desk.name}</p>
      </div>
      <OperatePages places={places} facilityId={facilityId} />
      <RosterDesk {...{ desk, answer, now: at, isSaved: isSaved && !answer }} action={`/operate/roster?facility=${facilityId}`} />
    </main>
  );
}
