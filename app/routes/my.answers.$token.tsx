import { data, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { referenceText } from "~/modules/finder/domain/enquiry";
import { look, useHour } from "~/modules/finder/ui/contact-form";
import { answerBehind } from "~/modules/finder/use-cases/answer-behind.server";
import { dialLink } from "~/ui/layout/dial-link";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:ask.answered.title", words: ["finder/contact"] };
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" };
export const headers = () => CLOSED;

/** The answer that a text message is about: its words, and whom to ring. */
export async function loader({ params }: LoaderFunctionArgs) {
  const answered = await answerBehind(params.token ?? "");
  return data({ answered }, { status: answered ? 200 : 404, headers: CLOSED });
}

export default function MyAnswer() {
  const { answered } = useLoaderData<typeof loader>();
  const { t } = useTranslation("finder");
  const hour = useHour(answered?.timeZone ?? "UTC");
  return (
    <main className={look.page}>
      <h1>{t("ask.answered.title")}</h1>
      {answered ? (
        <>
          <p>{t("ask.answered.by", { facility: answered.facility, when: hour(answered.answeredAt) })}</p>
          <p className={look.words}>{answered.answer ?? t("inbox.damaged")}</p>
          {answered.phone && (
            <p>
              <a href={dialLink(answered.phone)}>{answered.phone}</a>
            </p>
          )}
          <small className={look.quiet}>
            {t("ask.told.reference")} {referenceText(answered.reference)}
          </small>
        </>
      ) : (
        <p className={look.refused} role="alert">
          {t("ask.answered.gone")}
        </p>
      )}
    </main>
  );
}
