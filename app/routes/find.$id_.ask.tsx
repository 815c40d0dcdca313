import { data, type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { look } from "~/modules/finder/ui/contact-form";
import { ContactHead } from "~/modules/finder/ui/contact-head";
import { EnquiryForm } from "~/modules/finder/ui/enquiry-form";
import { EnquiryTold } from "~/modules/finder/ui/enquiry-told";
import { QuestionForm } from "~/modules/finder/ui/question-form";
import { QuestionList } from "~/modules/finder/ui/question-list";
import { askFacility, enquiryStamp } from "~/modules/finder/use-cases/ask-facility.server";
import { requireFacilityToContact } from "~/modules/finder/use-cases/at-facility.server";
import { askInPublic, publishedQuestions, questionStamp } from "~/modules/finder/use-cases/questions.server";
import { languageOf } from "~/platform/language.server";
import { countedAddress, requestFacts } from "~/platform/request-facts.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle = { title: "finder:ask.title", words: ["finder/contact"] };
const NO_STORE = { "Cache-Control": "no-store" };
export const headers: HeadersFunction = ({ actionHeaders }) => ({ ...NO_STORE, ...Object.fromEntries(actionHeaders ?? []) });

export async function loader({ params }: LoaderFunctionArgs) {
  const { facility, city } = await requireFacilityToContact(params.id);
  const { id, name, phone, line } = facility;
  const stamps = { enquiry: enquiryStamp(), question: questionStamp() };
  const questions = await publishedQuestions(id);
  return data(
    {
      facility: { id, name, phone },
      asksBirth: line === "health" || line === "education",
      timeZone: city.timeZone,
      stamps,
      questions,
    },
    { headers: NO_STORE },
  );
}

/** Asks the facility, or asks in public. */
export async function action({ request, params }: ActionFunctionArgs) {
  const found = await requireFacilityToContact(params.id);
  const form = await formSaid(request);
  const said = (name: string, most = 1_000) => [...String(form.get(name) ?? "")].slice(0, most).join("");
  const arrival = {
    ...{ address: countedAddress(requestFacts()?.address ?? null), language: await languageOf(request) },
    ...{ stamp: said("stamp", 200), trap: said("website", 10) },
  };
  const statusOf = (kind: string) => (kind === "try-later" ? 429 : 422);
  const NOTHING = { asked: null, enquiry: null, isQuestionTaken: false, question: null };
  if (said("intent", 20) === "question") {
    const typed = said("question", 300);
    const taken = await askInPublic(found, typed, arrival);
    if (taken.ok) return data({ ...NOTHING, isQuestionTaken: true }, { headers: NO_STORE });
    const { refusal } = taken;
    return data({ ...NOTHING, question: { refusal, typed } }, { status: statusOf(refusal.kind), headers: waitFor(refusal) });
  }
  const typed = {
    ...{ name: said("name", 40), reach: said("reach", 120), about: said("about") },
    ...{ bornMonth: said("bornMonth", 7), startMonth: said("startMonth", 7) },
  };
  const asked = await askFacility(found, typed, arrival);
  if (asked.ok) return data({ ...NOTHING, asked: asked.value }, { headers: NO_STORE });
  const { refusal } = asked;
  return data({ ...NOTHING, enquiry: { refusal, typed } }, { status: statusOf(refusal.kind), headers: waitFor(refusal) });
}

const waitFor = (refusal: { readonly kind: string; readonly seconds?: number }): Record<string, string> =>
  refusal.kind === "try-later" ? { ...NO_STORE, "Retry-After": String(refusal.seconds) } : NO_STORE;

export default function FindAsk() {
  const { facility, asksBirth, timeZone, stamps, questions } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  return (
    <main className={look.page}>
      <ContactHead facility={facility} title={t("ask.heading", { facility: facility.name })} lead={t("ask.lead")} />
      {answer?.asked ? (
        <EnquiryTold asked={answer.asked} facility={facility} timeZone={timeZone} />
      ) : (
        <EnquiryForm stamp={stamps.enquiry} phone={facility.phone} asksBirth={asksBirth} answer={answer?.enquiry ?? null} />
      )}
      <h2 id="questions">{t("question.title")}</h2>
      <QuestionList {...questions} timeZone={timeZone} />
      <QuestionForm stamp={stamps.question} isTaken={answer?.isQuestionTaken ?? false} answer={answer?.question ?? null} />
    </main>
  );
}
