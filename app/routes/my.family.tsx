import { Container } from "@mantine/core";
import { data, redirect, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { openContactLink, reportByFamily } from "~/modules/residents/use-cases/behind-contact-link.server";
import { familyCookie } from "~/modules/residents/use-cases/family-cookie.server";
import { FamilyEntry } from "~/modules/visits/ui/family-entry";
import { FamilyTold } from "~/modules/visits/ui/family-told";
import { familyView } from "~/modules/visits/use-cases/family-view.server";
import { secretPasted } from "~/platform/one-time-secret.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import { useLinkInAddress } from "~/ui/forms/use-link-in-address";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "visits:family.title", words: ["all"] };
/** Nothing of the address goes to another site; forms sent without scripts still say that they come from this one. */
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers: HeadersFunction = ({ actionHeaders }) => {
  const seconds = actionHeaders?.get("Retry-After");
  return seconds ? { ...CLOSED, "Retry-After": seconds } : CLOSED;
};

const secretIn = (request: Request) => familyCookie.parse(request.headers.get("Cookie"));

/** The link's secret stands behind its «#», which browsers send nowhere; it is exchanged for a cookie of half a day. */
export async function loader({ request }: LoaderFunctionArgs) {
  const secret = await secretIn(request);
  const told = secret ? await familyView(secret) : null;
  const isReported = new URL(request.url).searchParams.has("reported");
  if (!secret || told) return data({ told, hasEnded: false, isReported }, { headers: CLOSED });
  return data({ told, hasEnded: true, isReported }, { headers: { ...CLOSED, "Set-Cookie": await familyCookie.cleared() } });
}

export async function action({ request }: ActionFunctionArgs) {
  const form = await formSaid(request);
  const said = (name: string) => String(form.get(name) ?? "").trim();
  const intent = said("intent");
  const refuse = (
    refusal: { readonly kind: string; readonly seconds?: number },
    typed: Readonly<Record<string, string>> = {},
  ) => {
    const { kind, seconds = 0 } = refusal;
    const told = { refusal: kind, seconds, typed };
    if (kind !== "try-later") return data(told, { status: 422, headers: CLOSED });
    return data(told, { status: 429, headers: { ...CLOSED, "Retry-After": String(seconds) } });
  };
  if (intent === "leave") return redirect("/my/family", { headers: { "Set-Cookie": await familyCookie.cleared() } });
  if (intent === "report") {
    const typed = { kind: said("kind").slice(0, 20), until: said("until").slice(0, 10) };
    const reported = await reportByFamily((await secretIn(request)) ?? "", typed.kind, typed.until);
    return reported.ok ? redirect("/my/family?reported") : refuse(reported.refusal, typed);
  }
  const secret = secretPasted(said("secret"));
  const opened = await openContactLink(secret, countedAddress(requestFacts()?.address ?? null));
  if (!opened.ok) return refuse(opened.refusal);
  return redirect("/my/family", { headers: { "Set-Cookie": await familyCookie.serialize(secret) } });
}

export default function MyFamily() {
  const { told, hasEnded, isReported } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  useLinkInAddress();
  return (
    <Container component="main" size="xs" py="lg">
      {told ? (
        <FamilyTold told={told} answer={answer} isReported={isReported} />
      ) : (
        <FamilyEntry answer={answer} hasEnded={hasEnded} />
      )}
    </Container>
  );
}
