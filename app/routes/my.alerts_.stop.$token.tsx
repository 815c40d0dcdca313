import { data, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { look } from "~/modules/finder/ui/contact-form";
import { stopAlertByToken } from "~/modules/finder/use-cases/my-alerts.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:alert.stop.title", words: ["finder/contact"] };
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" };
export const headers = () => CLOSED;

/** A look stops nothing: programs that check letters for bad links look at every one. */
export const loader = (_: LoaderFunctionArgs) => data({ isStopped: false }, { headers: CLOSED });

/** One tap here, or the mailbox by itself (RFC 8058): no cookie, no scripts, and twice is once. */
export async function action({ params }: ActionFunctionArgs) {
  const isStopped = await stopAlertByToken(params.token ?? "");
  return data({ isStopped }, { status: isStopped ? 200 : 404, headers: CLOSED });
}

export default function MyAlertsStop() {
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  return (
    <main className={look.page}>
      <h1>{t("alert.stop.title")}</h1>
      {answer ? (
        <p className={answer.isStopped ? look.told : look.refused} role="status">
          {t(answer.isStopped ? "alert.stop.done" : "alert.refused.link-unknown")}
        </p>
      ) : (
        <Form method="post">
          <button type="submit" className={look.button}>
            {t("alert.mine.stop")}
          </button>
        </Form>
      )}
    </main>
  );
}
