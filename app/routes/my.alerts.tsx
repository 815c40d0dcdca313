import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { AlertOfMine } from "~/modules/finder/ui/alert-of-mine";
import { look } from "~/modules/finder/ui/contact-form";
import { LinkEntry } from "~/modules/finder/ui/link-entry";
import { alertBehind, alertCookie, openAlert, stopAlertBehind } from "~/modules/finder/use-cases/my-alerts.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import { useLinkInAddress } from "~/ui/forms/use-link-in-address";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:alert.mine.title", words: ["finder/contact"] };
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...CLOSED, ...Object.fromEntries(actionHeaders ?? []) });

const secretIn = async (request: Request) => (await alertCookie.parse(request.headers.get("Cookie"))) ?? "";

export async function loader({ request }: LoaderFunctionArgs) {
  const secret = await secretIn(request);
  const alert = secret ? await alertBehind(secret) : null;
  return data({ alert, hasEnded: secret !== "" && !alert }, { headers: CLOSED });
}

/** Opening the link says yes to being told; the secret behind its «#» is exchanged for a cookie of half a day. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await formSaid(request);
  const said = (name: string) =>
    String(form.get(name) ?? "")
      .trim()
      .slice(0, 300);
  if (said("intent") === "leave") return redirect("/my/alerts", { headers: { "Set-Cookie": await alertCookie.cleared() } });
  if (said("intent") === "stop") {
    const stopped = await stopAlertBehind(await secretIn(request));
    return stopped ? redirect("/my/alerts") : data({ refusal: "link-unknown" as const }, { status: 422, headers: CLOSED });
  }
  const later = await takeTries([["contact-address", countedAddress(requestFacts()?.address ?? null)]]);
  if (later)
    return data({ refusal: "try-later" as const }, { status: 429, headers: { ...CLOSED, "Retry-After": String(later.seconds) } });
  const secret = said("secret").replace(/^.*#/, "").slice(0, 100);
  if (!(await openAlert(secret))) return data({ refusal: "link-unknown" as const }, { status: 422, headers: CLOSED });
  return redirect("/my/alerts", { headers: { "Set-Cookie": await alertCookie.serialize(secret) } });
}

/** 我的提醒: what it waits for, what is free now, and its end in one tap. */
export default function MyAlerts() {
  const { alert, hasEnded } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  const { t } = useTranslation("finder");
  useLinkInAddress();
  return (
    <main className={look.page}>
      <h1>{t("alert.mine.title")}</h1>
      {refusal && (
        <div className={look.refused} role="alert">
          <strong>{t(`alert.refused.${refusal}`)}</strong>
        </div>
      )}
      {alert ? <AlertOfMine alert={alert} /> : <LinkEntry hasEnded={hasEnded} lead={t("alert.mine.entry")} />}
      {alert && (
        <Form method="post" className={look.form}>
          <input type="hidden" name="intent" value="leave" />
          <button type="submit" className={look.plain}>
            {t("contact.leave")}
          </button>
        </Form>
      )}
    </main>
  );
}
