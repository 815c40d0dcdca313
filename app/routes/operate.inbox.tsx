import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OperatePages } from "~/modules/catalog/ui/operate-pages";
import { operatorAt, requireOperator } from "~/modules/catalog/use-cases/operator-at.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { look } from "~/modules/finder/ui/contact-form";
import { Inbox } from "~/modules/finder/ui/inbox";
import { QuestionsToSettle } from "~/modules/finder/ui/questions-to-settle";
import { REFUSED_ID } from "~/modules/finder/ui/typed-answer";
import { ToursAhead } from "~/modules/finder/ui/tours-ahead";
import { answerEnquiry, closeEnquiry, operatorInbox } from "~/modules/finder/use-cases/operator-inbox.server";
import { settleAsOperator } from "~/modules/finder/use-cases/questions.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle & { readonly words: readonly string[] } = {
  title: "finder:inbox.title",
  words: ["finder", "catalog"],
};
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers = () => CLOSED;

/** Somebody with several places stays at the one they were at. */
const here = (request: Request, saved: string): string => {
  const facility = new URL(request.url).searchParams.get("facility");
  return `/operate/inbox?saved=${saved}${facility ? `&facility=${encodeURIComponent(facility)}` : ""}`;
};

export async function loader({ request }: LoaderFunctionArgs) {
  const at = await operatorAt(request);
  if (at.kind !== "standing") throw redirect("/operate");
  const { name, timeZone, facilityId } = at.standing;
  const places = at.others.map(({ facilityId: id, name: called }) => ({ facilityId: id, name: called }));
  const saved = new URL(request.url).searchParams.has("saved");
  return data({ ...(await operatorInbox(at.standing)), name, timeZone, saved, places, facilityId }, { headers: CLOSED });
}

export async function action({ request }: ActionFunctionArgs) {
  const standing = await requireOperator(request);
  const form = await formSaid(request);
  const said = (name: string, most = 2_000) => [...String(form.get(name) ?? "")].slice(0, most).join("");
  const [intent, id, answer] = [said("intent", 20), said("id", 40), said("answer")];
  const deed = /^question-(answer|decline)$/.exec(intent)?.[1];
  const done = deed
    ? await settleAsOperator(standing, id, { deed, answer })
    : intent === "close"
      ? await closeEnquiry(standing, id)
      : await answerEnquiry(standing, id, intent, answer);
  if (done.ok) return redirect(here(request, "yes"));
  return data(
    { refusal: done.refusal.kind, id, answer },
    { status: done.refusal.kind === "not-there" ? 404 : 422, headers: CLOSED },
  );
}

/** 收件箱: what families asked, with running clocks; who comes to look; what is asked in public. */
export default function OperateInbox() {
  const { enquiries, questions, tours, timeZone, now, ways, name, saved, places, facilityId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  // What cannot stand in its field any more, because the form is gone, is not lost either.
  const isGone = ![...enquiries.filter(({ state }) => state === "waiting" || state === "overdue"), ...questions].some(
    ({ id }) => id === answer?.id,
  );
  const booked = tours.filter(({ taken }) => taken > 0);
  return (
    <main className={look.page}>
      <h1>{t("inbox.title")}</h1>
      <p className={look.quiet}>{name}</p>
      <OperatePages places={places} facilityId={facilityId} />
      {answer && (
        <div id={REFUSED_ID} className={look.refused} role="alert">
          <strong>{t(`inbox.refused.${answer.refusal}`)}</strong>
          {answer.answer && isGone && <p className={look.words}>{answer.answer}</p>}
        </div>
      )}
      {saved && !answer && (
        <p className={look.told} role="status">
          {t("inbox.saved")}
        </p>
      )}
      <Inbox {...{ enquiries, timeZone, now, ways }} typed={answer} />
      <h2>{t("inbox.tours")}</h2>
      <ToursAhead tours={booked} timeZone={timeZone} mayWithdraw={false} none={t("inbox.noTours")} />
      <h2>{t("inbox.questions")}</h2>
      <p className={look.quiet}>{t("question.public")}</p>
      <QuestionsToSettle questions={questions} timeZone={timeZone} isStaff={false} typed={answer} />
    </main>
  );
}
