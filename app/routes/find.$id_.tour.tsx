import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { look } from "~/modules/finder/ui/contact-form";
import { ContactHead } from "~/modules/finder/ui/contact-head";
import { TourBooked } from "~/modules/finder/ui/tour-booked";
import { TourForm } from "~/modules/finder/ui/tour-form";
import { requireFacilityToContact } from "~/modules/finder/use-cases/at-facility.server";
import { bookTour, tourStamp } from "~/modules/finder/use-cases/book-tour.server";
import { openSlots } from "~/modules/finder/use-cases/tours-in-view.server";
import { languageOf } from "~/platform/language.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:tour.title", words: ["finder/contact"] };
/** The answer holds a secret link: nothing of it is kept or told to another site. */
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin" };
export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...CLOSED, ...Object.fromEntries(actionHeaders ?? []) });

export async function loader({ params }: LoaderFunctionArgs) {
  const found = await requireFacilityToContact(params.id);
  const { id, name, phone } = found.facility;
  const slots = await openSlots(found);
  return data({ facility: { id, name, phone }, timeZone: found.city.timeZone, stamp: tourStamp(), slots }, { headers: CLOSED });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const found = await requireFacilityToContact(params.id);
  const form = await formSaid(request);
  const said = (name: string, most: number) => [...String(form.get(name) ?? "")].slice(0, most).join("");
  const typed = { slot: said("slot", 40), name: said("name", 40), reach: said("reach", 120), people: said("people", 2) };
  const booked = await bookTour(found, typed, {
    ...{ address: countedAddress(requestFacts()?.address ?? null), language: await languageOf(request) },
    ...{ stamp: said("stamp", 200), trap: said("website", 10) },
  });
  if (booked.ok) return data({ booked: booked.value, refusal: null, typed: null }, { headers: CLOSED });
  const { refusal } = booked;
  const told = { booked: null, refusal, typed };
  if (refusal.kind === "try-later")
    return data(told, { status: 429, headers: { ...CLOSED, "Retry-After": String(refusal.seconds) } });
  return data(told, { status: refusal.kind === "slot-gone" || refusal.kind === "booked-already" ? 409 : 422, headers: CLOSED });
}

/** 预约参观: the hours there are, and one of them for this family. */
export default function FindTour() {
  const { facility, timeZone, stamp, slots } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  const refusal = answer?.refusal ?? null;
  const isGone = refusal?.kind === "slot-gone" || refusal?.kind === "booked-already";
  return (
    <main className={look.page}>
      <ContactHead facility={facility} title={t("tour.heading", { facility: facility.name })} lead={t("tour.lead")} />
      {isGone && (
        <div className={look.refused} role="alert">
          <strong>{t(`tour.refused.${refusal.kind}`)}</strong>
        </div>
      )}
      {answer?.booked ? (
        <TourBooked booked={answer.booked} timeZone={timeZone} />
      ) : slots.length === 0 ? (
        <div className={look.told}>
          <p>{t("tour.none")}</p>
          <Link to={`/find/${facility.id}/ask`}>{t("tour.askInstead")}</Link>
        </div>
      ) : (
        <TourForm
          {...{ stamp, slots, timeZone }}
          answer={
            refusal && answer?.typed
              ? { refusal: isGone ? { kind: "incomplete", problems: {} } : refusal, typed: answer.typed }
              : null
          }
        />
      )}
    </main>
  );
}
