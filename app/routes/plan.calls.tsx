import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { may } from "~/modules/accounts/domain/may";
import { requireActor } from "~/modules/accounts/use-cases/current-actor.server";
import { addressSaid, formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { CallsToMake } from "~/modules/finder/ui/calls-to-make";
import { look } from "~/modules/finder/ui/contact-form";
import { QuestionsToSettle } from "~/modules/finder/ui/questions-to-settle";
import { REFUSED_ID } from "~/modules/finder/ui/typed-answer";
import { WaysSetUp } from "~/modules/finder/ui/ways-set-up";
import { callsToMake, noteCallMade, openCall } from "~/modules/finder/use-cases/calls-to-make.server";
import { waysHere } from "~/modules/finder/use-cases/ways-set-up.server";
import { settleAsStaff } from "~/modules/finder/use-cases/questions.server";
import { requireCity } from "~/modules/places/use-cases/current-city.server";

export const handle = { title: "finder:calls.title" };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers = () => NO_STORE;

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "read:enquiries");
  const city = await requireCity(request);
  const said = addressSaid(request);
  const area = /^(\d{4}|\d{6}|\d{9}|\d{12})$/.exec(said.get("area") ?? "")?.[0] ?? "";
  const found = await callsToMake(actor, city, area);
  const told = {
    ...found,
    timeZone: city.timeZone,
    mayAct: may(actor, "act:enquiries"),
    ways: waysHere(),
    saved: said.has("saved"),
  };
  return data(told, { headers: NO_STORE });
}

export async function action({ request }: ActionFunctionArgs) {
  const actor = await requireActor(request, "act:enquiries");
  const form = await formSaid(request);
  const said = (name: string, most = 300) => [...String(form.get(name) ?? "")].slice(0, most).join("");
  const [intent, id] = [said("intent", 20), said("id", 40)];
  const refuse = (kind: string) =>
    data(
      { refusal: kind, opened: null, id, answer: said("answer", 1_000) },
      { status: kind === "not-permitted" ? 403 : kind === "not-there" ? 404 : 422, headers: NO_STORE },
    );
  if (intent === "open") {
    const opened = await openCall(actor, id, { reason: said("reason", 40), noteId: "" });
    return opened.ok
      ? data({ refusal: null, opened: opened.value, id, answer: "" }, { headers: NO_STORE })
      : refuse(opened.refusal.kind);
  }
  const deed = /^question-(answer|approve|decline)$/.exec(intent)?.[1];
  const done = deed
    ? await settleAsStaff(actor, id, { deed, answer: said("answer", 1_000) })
    : await noteCallMade(actor, id, intent, said("note"));
  return done.ok ? redirect("/plan/calls?saved") : refuse(done.refusal.kind);
}

/** 待电话通知: whom no machine reaches, and who owes a family an answer. */
export default function PlanCalls() {
  const { questions, timeZone, mayAct, ways, saved, ...lists } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  return (
    <main className={look.page}>
      <h1>{t("calls.title")}</h1>
      <p className={look.quiet}>{t("calls.lead")}</p>
      <WaysSetUp ways={ways} />
      {saved && !answer && (
        <p className={look.told} role="status">
          {t("inbox.saved")}
        </p>
      )}
      {answer?.refusal && (
        <div id={REFUSED_ID} className={look.refused} role="alert">
          <strong>{t(`calls.refused.${answer.refusal}`)}</strong>
        </div>
      )}
      <CallsToMake {...lists} timeZone={timeZone} opened={answer?.opened ? { id: answer.id, ...answer.opened } : null} />
      <h2>{t("inbox.questions")}</h2>
      {mayAct ? (
        <QuestionsToSettle questions={questions} timeZone={timeZone} isStaff typed={answer?.refusal ? answer : null} />
      ) : (
        <p className={look.quiet}>{t("calls.questions", { count: questions.length })}</p>
      )}
    </main>
  );
}
