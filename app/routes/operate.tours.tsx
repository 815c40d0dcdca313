import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { OperatePages } from "~/modules/catalog/ui/operate-pages";
import { operatorAt, requireOperator } from "~/modules/catalog/use-cases/operator-at.server";
import { formSaid } from "~/modules/catalog/use-cases/said-in-request.server";
import { MOST_PLACES, MOST_WEEKS, type SlotProblems, type SlotsAsk } from "~/modules/finder/domain/tour-slot";
import { Field, look } from "~/modules/finder/ui/contact-form";
import { ToursAhead } from "~/modules/finder/ui/tours-ahead";
import { operatorTours, publishTourSlots, withdrawTourSlot } from "~/modules/finder/use-cases/publish-tour-slots.server";
import { today } from "~/platform/clock.server";
import type { PageHandle } from "~/ui/layout/page-title";

export const handle: PageHandle & { readonly words: readonly string[] } = {
  title: "finder:tours.title",
  words: ["finder", "catalog"],
};
const CLOSED = { "Cache-Control": "no-store", "Referrer-Policy": "same-origin", "X-Robots-Tag": "noindex" };
export const headers = () => CLOSED;

export async function loader({ request }: LoaderFunctionArgs) {
  const at = await operatorAt(request);
  if (at.kind !== "standing") throw redirect("/operate");
  const { name, timeZone, facilityId } = at.standing;
  const places = at.others.map(({ facilityId: id, name: called }) => ({ facilityId: id, name: called }));
  const said = new URL(request.url).searchParams;
  const saved = /^\d{1,3}$/.exec(said.get("published") ?? "")?.[0] ?? null;
  return data(
    {
      ...{ tours: await operatorTours(at.standing), name, timeZone, facilityId, places, saved, today: today(timeZone) },
      isWithdrawn: said.has("withdrawn"),
    },
    { headers: CLOSED },
  );
}

export async function action({ request }: ActionFunctionArgs) {
  const standing = await requireOperator(request);
  const form = await formSaid(request);
  const said = (name: string) =>
    String(form.get(name) ?? "")
      .trim()
      .slice(0, 40);
  const facility = new URL(request.url).searchParams.get("facility");
  const to = (query: string) => redirect(`/operate/tours?${query}${facility ? `&facility=${encodeURIComponent(facility)}` : ""}`);
  if (said("intent") === "withdraw") {
    const done = await withdrawTourSlot(standing, said("slot"));
    return done.ok ? to("withdrawn") : data({ problems: {}, typed: null, gone: true }, { status: 404, headers: CLOSED });
  }
  const typed = { day: said("day"), from: said("from"), until: said("until"), places: said("places"), weeks: said("weeks") };
  const done = await publishTourSlots(standing, typed);
  if (done.ok) return to(`published=${done.value}`);
  return data({ problems: done.refusal.problems, typed, gone: false }, { status: 422, headers: CLOSED });
}

const USUAL: SlotsAsk = { day: "", from: "09:30", until: "10:30", places: "5", weeks: "8" };

/** 参观时段: one hour, or the same hour for some weeks. */
export default function OperateTours() {
  const { tours, name, timeZone, facilityId, places, saved, isWithdrawn, today: from } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>() ?? null;
  const { t } = useTranslation("finder");
  const typed = answer?.typed ?? USUAL;
  const problems: SlotProblems = answer?.problems ?? {};
  const field = (key: keyof SlotsAsk) => ({
    ...{ name: key, label: t(`tours.field.${key}`), defaultValue: typed[key], required: true },
    wrong: problems[key] && t(`tours.problem.${problems[key]}`),
  });
  return (
    <main className={look.page}>
      <h1>{t("tours.title")}</h1>
      <p className={look.quiet}>{name}</p>
      <OperatePages places={places} facilityId={facilityId} />
      {saved !== null && !answer && (
        <p className={look.told} role="status">
          {t("tours.published", { count: Number(saved) })}
        </p>
      )}
      {isWithdrawn && !answer && (
        <p className={look.told} role="status">
          {t("tours.withdrawn")}
        </p>
      )}
      {answer && (
        <div className={look.refused} role="alert">
          <strong>{t(answer.gone ? "tours.gone" : "contact.refused.incomplete")}</strong>
        </div>
      )}
      <Form method="post" action={`/operate/tours?facility=${facilityId}`} noValidate className={look.form}>
        <input type="hidden" name="intent" value="publish" />
        <Field {...field("day")} type="date" min={from} />
        <div className={look.two}>
          <Field {...field("from")} type="time" />
          <Field {...field("until")} type="time" />
          <Field {...field("places")} type="number" min={1} max={MOST_PLACES} />
          <Field {...field("weeks")} type="number" min={1} max={MOST_WEEKS} what={t("tours.weeksWhat")} />
        </div>
        <button type="submit" className={look.button}>
          {t("tours.publish")}
        </button>
      </Form>
      <h2>{t("tours.ahead")}</h2>
      <ToursAhead tours={tours} timeZone={timeZone} mayWithdraw none={t("tours.none")} />
    </main>
  );
}
