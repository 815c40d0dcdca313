import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { FactsForm } from "~/modules/catalog/ui/facts-form";
import { factsFrom, readTyped, typedAgain, typedFacts } from "~/modules/catalog/ui/facts-typed";
import { OperatePages } from "~/modules/catalog/ui/operate-pages";
import classes from "~/modules/catalog/ui/operate.module.css";
import { useDraftProblemWords } from "~/modules/catalog/ui/draft-problem-words";
import { useVacancyWords } from "~/modules/catalog/ui/vacancy-words";
import { factsAtPlace, proposeFacts, withdrawFacts } from "~/modules/catalog/use-cases/facility-edit.server";
import { operatorAt, requireOperator } from "~/modules/catalog/use-cases/operator-at.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { vacanciesAtPlace } from "~/modules/catalog/use-cases/vacancies-at-place.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "catalog:facts.title" };
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers: HeadersFunction = () => CLOSED;

export async function loader({ request }: LoaderFunctionArgs) {
  const at = await operatorAt(request);
  if (at.kind !== "standing") throw redirect("/operate");
  const { standing, others } = at;
  const desk = await factsAtPlace(standing);
  if (!desk) throw redirect("/operate");
  const { name, timeZone, now, classes: atPlace } = await vacanciesAtPlace(standing);
  const { facility, photos, facts, waiting, lastDecided, asksApproval } = desk;
  const places = others.map(({ facilityId, name: called }) => ({ facilityId, name: called }));
  const told = {
    ...{ name, timeZone, now, atPlace, photos, places, asksApproval, facilityId: standing.facilityId },
    ...{ typed: typedFacts(facts), version: facility.version, waitingSince: waiting?.proposedAt ?? null },
    last: waiting
      ? null
      : lastDecided && { at: lastDecided.proposedAt, decision: lastDecided.decision, reason: lastDecided.reason },
    done: new URL(request.url).searchParams.get("done"),
  };
  return data(told, { headers: CLOSED });
}

export async function action({ request }: ActionFunctionArgs) {
  const standing = await requireOperator(request);
  const form = await formSaid(request);
  const desk = await factsAtPlace(standing);
  if (!desk) throw redirect("/operate");
  const keyed = (prefix: string) =>
    [...desk.facts.keys()].flatMap((key) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  const typed = readTyped(form, keyed("prices:"), keyed("caption:"));
  const opened = Number(String(form.get("version") ?? "").slice(0, 10));
  const version = Number.isInteger(opened) && opened > 0 ? opened : desk.facility.version;
  const isTakenBack = form.get("intent") === "withdraw";
  const done = await (isTakenBack ? withdrawFacts(standing) : proposeFacts(standing, version, factsFrom(typed)));
  const place = standing.linkId === null ? `&facility=${standing.facilityId}` : "";
  if (done.ok) return redirect(`/operate/facts?done=${done.value}${place}`);
  const { refusal } = done;
  const fields = refusal.kind === "fields" ? refusal.fields : [];
  const seconds = refusal.kind === "try-later" ? refusal.seconds : 0;
  return data(
    { refusal: refusal.kind, fields, seconds, typed: typedAgain(typed), version },
    { status: seconds > 0 ? 429 : 422, headers: CLOSED },
  );
}

export default function OperateFacts() {
  const { name, timeZone, now, atPlace, photos, places, facilityId, asksApproval, typed, version, waitingSince, last, done } =
    useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("catalog");
  const problems = useDraftProblemWords();
  const { when } = useVacancyWords(timeZone, now);
  return (
    <main className={classes.page}>
      <div>
        <h1>{t("facts.title")}</h1>
        <p>{name}</p>
      </div>
      <OperatePages places={places} facilityId={facilityId} />
      <p>{t(asksApproval ? "facts.leadApproval" : "facts.leadAtOnce")}</p>
      {answer && (
        <div role="alert" className={classes.refusal}>
          {answer.refusal === "try-later"
            ? t("operate.refusal.try-later", { minutes: Math.ceil(answer.seconds / 60) })
            : t(`facts.refusal.${answer.refusal}`, { count: answer.fields.length })}
          <ul>
            {answer.fields.map((field) => (
              <li key={field.at}>{problems(field.problem)}</li>
            ))}
          </ul>
        </div>
      )}
      {!answer && (done === "waiting" || done === "published" || done === "withdrawn") && (
        <p role="status" className={classes.notice}>
          {t(`facts.done.${done}`)}
        </p>
      )}
      {waitingSince && (
        <Form method="post" action={`/operate/facts?facility=${facilityId}`} className={classes.notice}>
          <p>{t("facts.waiting", { when: when(waitingSince) })}</p>
          <button name="intent" value="withdraw">
            {t("facts.withdraw")}
          </button>
        </Form>
      )}
      {last && (last.decision === "declined" || last.decision === "published") && (
        <p className={last.decision === "declined" ? classes.caution : classes.quiet}>
          {t(`facts.${last.decision}`, { when: when(last.at), reason: last.reason })}
        </p>
      )}
      <FactsForm
        key={answer ? JSON.stringify(answer.typed) : `${version} ${waitingSince ?? ""}`}
        {...{ atPlace, photos, typed: answer?.typed ?? typed, version: answer?.version ?? version }}
        action={`/operate/facts?facility=${facilityId}`}
        problems={new Map((answer?.fields ?? []).map(({ at, problem }) => [at, problems(problem)]))}
      />
    </main>
  );
}
