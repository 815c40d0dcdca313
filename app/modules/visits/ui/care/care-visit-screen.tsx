import { Link, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { CareDraft } from "~/offline/care-phone";
import { useUpdatesHeld } from "~/ui/layout/phone-update";
import { cityTime } from "../../domain/care-day";
import type { CareList, CareResident } from "../../domain/care-list";
import classes from "./care.module.css";
import { beginVisit, refusalOf } from "./begin-visit";
import { CareLine, Problem } from "./care-choices";
import { isForm, type Care } from "./care-context";
import { CarePerson, Contacts, LastVisit } from "./care-person";
import { CareVisitForm } from "./care-visit-form";
import { problemWords, whyWords } from "./care-words";
import { useNow } from "./use-phone";
import { useVisitForm } from "./use-visit-form";

interface VisitScreenProps {
  readonly care: Care;
  readonly list: CareList;
  readonly resident: CareResident;
}

/** One person: who they are until a visit begins, and its form from then on. */
export function CareVisitScreen({ care, list, resident }: VisitScreenProps) {
  const { t } = useTranslation("care");
  const now = cityTime(list, useNow(care.phone, 10_000));
  const draft = care.drafts.find((one) => isForm(one) && one.residentId === resident.id);
  const again = typeof draft?.fields["ringAgainAt"] === "string" ? Date.parse(draft.fields["ringAgainAt"]) : null;
  const begin = (change = {}) =>
    void beginVisit(care, resident.id, change).catch((error: unknown) => care.tell(t(`save.refused.${refusalOf(error)}`)));
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <div className={classes.settled}>
        <Link to="/care" className={classes.choice}>
          ‹ {t("visit.back")}
        </Link>
        <h1 className={classes.name} style={{ flex: 1 }}>
          {resident.name}
        </h1>
      </div>
      {list.residents.some(({ id }) => id === resident.id) ? (
        <LastVisit resident={resident} />
      ) : (
        <CareLine tone="warn">{t("visit.offList")}</CareLine>
      )}
      {draft && again === null ? (
        <FormOf key={draft.visitId} {...{ care, list, resident, draft, now }} />
      ) : (
        <>
          {again !== null && (
            <CareLine tone="warn">
              {t(again > now ? "today.ringIn" : "today.ringNow", {
                name: resident.name,
                minutes: Math.max(0, Math.ceil((again - now) / 60_000)),
              })}
            </CareLine>
          )}
          <CarePerson list={list} resident={resident} />
          <h2 style={{ margin: 0, fontSize: "1.125rem" }}>{t("person.contacts")}</h2>
          <Contacts resident={resident} />
          <div className={classes.bar}>
            <div className={classes.saveBar}>
              <button type="button" className={classes.big} onClick={() => begin()}>
                {t(again === null ? "today.start" : "visit.ringing")}
              </button>
              <button
                type="button"
                className={classes.choice}
                onClick={() => begin({ isLate: true, beganAt: "", endedAt: null })}
              >
                {t("visit.late")}
              </button>
            </div>
          </div>
        </>
      )}
    </div>
  );
}

function FormOf({ care, list, resident, draft, now }: VisitScreenProps & { readonly draft: CareDraft; readonly now: number }) {
  const { t } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const navigate = useNavigate();
  const [isGivingUp, setGivingUp] = useState(false);
  useUpdatesHeld();
  const form = useVisitForm(care, list, resident, draft);
  const { fields, photos, plannedChannel, problem, refused, isSaving, isPhotoUnanswered } = form;
  async function save(ringsAgain: boolean) {
    if (!(await form.save(ringsAgain))) return;
    care.tell(t(ringsAgain ? "save.savedRingAgain" : isOnlineOnly ? "save.savedOnServer" : "save.saved"));
    navigate("/care");
  }
  const isOnlineOnly = care.phone.door().kind === "online-only";
  const why = refused && (refused.why ? t("save.why", { why: whyWords(refused.why, t) }) : null);
  return (
    <>
      {fields.doorCode !== null && <CareLine>{t("visit.atDoor")}</CareLine>}
      <CareVisitForm
        {...{ list, resident, fields, plannedChannel, now, photos, problem, isPhotoUnanswered }}
        began={form.began}
        onChange={form.change}
        onAskPhoto={form.askPhoto}
        onAddPhoto={form.addPhoto}
        onDropPhoto={form.dropPhoto}
        onSaveAndRingAgain={() => void save(true)}
      />
      {isGivingUp ? (
        <div role="group" aria-label={t("visit.discard")}>
          <p>{t("visit.discardSure")}</p>
          <div className={classes.ways}>
            <button type="button" className={classes.choice} onClick={() => setGivingUp(false)}>
              {t("visit.goOn")}
            </button>
            <button
              type="button"
              className={classes.choice}
              data-tone="danger"
              style={{ gridColumn: "auto" }}
              onClick={() => void form.discard().then(() => navigate("/care"))}
            >
              {t("visit.discard")}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className={classes.choice} onClick={() => setGivingUp(true)}>
          {t("visit.discard")}
        </button>
      )}
      <div className={classes.bar}>
        <div className={classes.saveBar}>
          <Problem words={problem && problemWords(problem, t, say)} />
          <Problem words={isPhotoUnanswered ? t("photo.problem.unanswered") : null} />
          <Problem words={refused && [t(`save.refused.${refused.kind}`), why].filter(Boolean).join(" ")} />
          {refused?.kind === "cannot-seal" && (
            <a href={`/visits/log/new?resident=${resident.id}`} className={classes.choice}>
              {t("save.desk")}
            </a>
          )}
          {refused?.kind === "closed" && (
            <button type="button" className={classes.choice} onClick={() => window.location.reload()}>
              {t("save.reload")}
            </button>
          )}
          {refused?.kind === "full" && <Link to="/care/outbox">{t("tabs.outbox")}</Link>}
          {refused?.kind === "signed-out" && <a href="/sign-in/field?to=/care">{t("door.signIn")}</a>}
          <button type="button" className={classes.big} aria-disabled={isSaving} onClick={() => void save(false)}>
            {t(isSaving ? "save.saving" : "save.save")}
          </button>
        </div>
      </div>
    </>
  );
}
