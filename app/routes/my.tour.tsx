import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { TryLater } from "~/modules/accounts/domain/throttle";
import { takeTries } from "~/modules/accounts/use-cases/count-tries.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { look } from "~/modules/finder/ui/contact-form";
import { LinkEntry } from "~/modules/finder/ui/link-entry";
import { TourOfMine } from "~/modules/finder/ui/tour-of-mine";
import { cancelTour, moveTour, tourBehind, tourCookie } from "~/modules/finder/use-cases/change-tour.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import { useLinkInAddress } from "~/ui/forms/use-link-in-address";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:tour.mine.title", words: ["finder/contact"] };
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...CLOSED, ...Object.fromEntries(actionHeaders ?? []) });

const secretIn = async (request: Request) => (await tourCookie.parse(request.headers.get("Cookie"))) ?? "";

export async function loader({ request }: LoaderFunctionArgs) {
  const secret = await secretIn(request);
  const tour = secret ? await tourBehind(secret) : null;
  const said = new URL(request.url).searchParams.get("done");
  const isDone: "moved" | "cancelled" | null = said === "moved" || said === "cancelled" ? said : null;
  return data({ tour, hasEnded: secret !== "" && !tour, isDone }, { headers: CLOSED });
}

/** The link's secret stands behind its «#», which browsers send nowhere; it is exchanged for a cookie of half a day. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await formSaid(request);
  const said = (name: string) =>
    String(form.get(name) ?? "")
      .trim()
      .slice(0, 300);
  const secret = await secretIn(request);
  const refuse = (refusal: { readonly kind: string } | TryLater, status = 422) => data({ refusal }, { status, headers: CLOSED });
  if (said("intent") === "leave") return redirect("/my/tour", { headers: { "Set-Cookie": await tourCookie.cleared() } });
  if (said("intent") === "cancel") {
    const done = await cancelTour(secret);
    return done.ok ? redirect("/my/tour?done=cancelled") : refuse(done.refusal, 409);
  }
  if (said("intent") === "move") {
    const done = await moveTour(secret, said("slot"));
    return done.ok ? redirect("/my/tour?done=moved") : refuse(done.refusal, 409);
  }
  const later = await takeTries([["contact-address", countedAddress(requestFacts()?.address ?? null)]]);
  if (later) return data({ refusal: later }, { status: 429, headers: { ...CLOSED, "Retry-After": String(later.seconds) } });
  const typed = said("secret").replace(/^.*#/, "").slice(0, 100);
  if (!(await tourBehind(typed))) return refuse({ kind: "link-unknown" });
  return redirect("/my/tour", { headers: { "Set-Cookie": await tourCookie.serialize(typed) } });
}

/** 我的参观: when, moved or cancelled by whoever has the link. */
export default function MyTour() {
  const { tour, hasEnded, isDone } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? null;
  const { t } = useTranslation("finder");
  useLinkInAddress();
  return (
    <main className={look.page}>
      <h1>{t("tour.mine.title")}</h1>
      {refusal && (
        <div className={look.refused} role="alert">
          <strong>{t(`tour.refused.${refusal.kind}`)}</strong>
        </div>
      )}
      {tour ? <TourOfMine tour={tour} isDone={isDone} /> : <LinkEntry hasEnded={hasEnded} lead={t("tour.mine.entry")} />}
    </main>
  );
}
