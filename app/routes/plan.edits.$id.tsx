import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import type { EditChoice } from "~/modules/catalog/domain/facility-edit";
import { EditCompare } from "~/modules/catalog/ui/edit-compare";
import classes from "~/modules/catalog/ui/operate.module.css";
import { useDraftProblemWords } from "~/modules/catalog/ui/draft-problem-words";
import { classesToDecide } from "~/modules/catalog/use-cases/classes-to-decide.server";
import { approveEdit, declineEdit, editToDecide } from "~/modules/catalog/use-cases/publish-edit.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";
import { pageTitle } from "~/platform/page-title.server";
import { titled } from "~/ui/layout/titled";

export const meta = titled;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "confirm:vacancies");
  const city = await requireCity(request);
  const found = await editToDecide(actor, city, params.id ?? "");
  if (!found) throw new Response(null, { status: 404 });
  const { edit, facility, met, mayDecide } = found;
  return {
    ...{ met, mayDecide, name: facility.name, facilityId: facility.id, decision: edit.decision, reason: edit.reason },
    atPlace: await classesToDecide(city, facility.id),
    title: await pageTitle(request, (t) => t("catalog:edits.one", { name: facility.name })),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const actor = await requireActor(request, "write:catalog");
  const city = await requireCity(request);
  const form = await formSaid(request);
  const [id, reason, isPublished] = [
    params.id ?? "",
    String(form.get("reason") ?? "").slice(0, 500),
    form.get("intent") === "publish",
  ];
  const choices: Record<string, EditChoice> = {};
  for (const [name, value] of form)
    if (name.startsWith("choice-") && (value === "operator" || value === "record")) choices[name.slice("choice-".length)] = value;
  const done = await (isPublished
    ? approveEdit(actor, city, id, new Map(Object.entries(choices)))
    : declineEdit(actor, city, id, reason));
  const typed = { reason, choices };
  if (done.ok)
    return data({ refusal: null, fields: [], done: isPublished ? "published" : "declined", version: done.value, typed });
  const { refusal } = done;
  const status = refusal.kind === "not-permitted" ? 403 : refusal.kind === "not-there" ? 404 : 422;
  const fields = refusal.kind === "fields" ? refusal.fields : [];
  return data({ refusal: refusal.kind, fields, done: null, version: 0, typed }, { status });
}

export default function PlanEdit() {
  const { met, mayDecide, name, facilityId, decision, reason, atPlace } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { t } = useTranslation("catalog");
  const problems = useDraftProblemWords();
  return (
    <main className={classes.wide}>
      <Link to="/plan/edits">{t("edits.back")}</Link>
      <h1>{t("edits.one", { name })}</h1>
      {answer?.refusal && (
        <div role="alert" className={classes.refusal}>
          {t(`edits.refusal.${answer.refusal}`, { count: answer.fields.length })}
          <ul>
            {answer.fields.map((field) => (
              <li key={field.at}>{problems(field.problem)}</li>
            ))}
          </ul>
        </div>
      )}
      {answer?.done && (
        <p role="status" className={classes.notice}>
          {t(`edits.${answer.done}`, { version: answer.version })} <Link to={`/plan/facilities/${facilityId}`}>{name}</Link>
        </p>
      )}
      {!answer?.done && decision && <p>{t("edits.decided", { how: t(`edits.how.${decision}`, { reason }) })}</p>}
      {!decision && <EditCompare {...{ met, atPlace, mayDecide }} typed={answer?.typed ?? { reason: "", choices: {} }} />}
    </main>
  );
}
