import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { v4 as newId } from "uuid";
import { CareRefused, type CareDraft, type CareRefusalKind, type PhotosOfVisit } from "~/offline/care-phone";
import { appointmentNow, cityTime, keptWithForm, todayAt } from "../../domain/care-day";
import {
  beganInCity,
  fieldsFrom,
  isLateEntry,
  newFields,
  problemOfForm,
  saidOf,
  savedAt,
  sectionsOf,
  type CareFields,
  type FormProblem,
  type FormStands,
} from "../../domain/care-form";
import type { CareList, CareResident } from "../../domain/care-list";
import type { VisitSaid } from "../../domain/visit-log";
import { refusalOf } from "./begin-visit";
import { attachPosition } from "./attach-position";
import { photoOf, type Care } from "./care-context";
import type { KeptPhoto } from "./care-photos";
import { dangerWordsBy } from "./danger-words";

const RING_AGAIN_MS = 10 * 60_000;

export interface VisitForm {
  readonly fields: CareFields;
  /** ISO 8601, by the city's clock */
  readonly began: string;
  readonly photos: readonly KeptPhoto[];
  readonly plannedChannel: "home" | "phone" | null;
  readonly problem: FormProblem | null;
  /** why the phone would not save; what was typed is all there */
  readonly refused: { readonly kind: CareRefusalKind | "failed"; readonly why: string | null } | null;
  readonly isSaving: boolean;
  /** «save» was tapped while a photo waits for its answer: it would have been left out */
  readonly isPhotoUnanswered: boolean;
  readonly askPhoto: (isAsked: boolean) => void;
  readonly change: (fields: CareFields) => void;
  readonly addPhoto: (photo: Omit<KeptPhoto, "id">) => Promise<void>;
  readonly dropPhoto: (id: string) => Promise<void>;
  /** true = saved, and this screen is over */
  readonly save: (ringsAgain: boolean) => Promise<boolean>;
  readonly discard: () => Promise<void>;
}

/** A form that is kept on the phone with every touch of it, and saved once however often «save» is tapped. */
export function useVisitForm(care: Care, list: CareList, resident: CareResident, draft: CareDraft): VisitForm {
  const { t } = useTranslation("care");
  const { t: say } = useTranslation("visits");
  const { phone } = care;
  const { visitId } = draft;
  const [fields, setFields] = useState(() => fieldsFrom(draft.fields));
  const [photos, setPhotos] = useState(() => photosOf(care.drafts, visitId));
  const [problem, setProblem] = useState<FormProblem | null>(null);
  const [refused, setRefused] = useState<VisitForm["refused"]>(null);
  const [isSaving, setSaving] = useState(false);
  const saving = useRef(false);
  const photoAsked = useRef(false);
  const [isPhotoUnanswered, setPhotoUnanswered] = useState(false);
  const askPhoto = useCallback((isAsked: boolean) => {
    photoAsked.current = isAsked;
    if (!isAsked) setPhotoUnanswered(false);
  }, []);
  const lastSaid = useRef<{ readonly of: CareFields; readonly said: VisitSaid } | null>(null);
  // One keeping after another, so that an older form never overtakes.
  const keeping = useRef<Promise<void>>(Promise.resolve());
  const cityNow = () => cityTime(list, phone.now());
  const clockOffset = (): number => Math.round((cityNow() - Date.now()) / 60_000) * 60_000;
  const appointment = appointmentNow(list, resident.id, Date.parse(beganInCity(fields, clockOffset())) || phone.now());
  const stands = (now: number): FormStands => ({
    ...{ clientId: visitId, residentId: resident.id, plannedVisitId: appointment?.id ?? null, now, clockOffset: clockOffset() },
    ...{ plannedChannel: appointment?.channel ?? null, timeZone: list.city.timeZone, dangerWords: dangerWordsBy(t) },
  });
  const refuse = (error: unknown): void =>
    setRefused({ kind: refusalOf(error), why: error instanceof CareRefused ? error.why : null });
  const keep = (id: string, kept: Readonly<Record<string, unknown>>): Promise<void> =>
    phone.keepDraft({
      ...{ visitId: id, residentId: resident.id, changedAt: new Date().toISOString(), fields: kept },
      ...("beganAt" in kept && { resident: keptWithForm(resident) }),
    });

  // Whoever leaves by the browser's own «back» finds it as they left it.
  useEffect(() => () => void keeping.current.then(care.lookAgain, () => undefined), [care.lookAgain]);

  function change(next: CareFields): void {
    if (saving.current) return;
    setFields(next);
    setRefused(null);
    if (problem) setProblem(problemOfForm(next, stands(Date.now())));
    keeping.current = keeping.current.then(() => keep(visitId, { ...next })).catch(refuse);
  }

  async function save(ringsAgain: boolean): Promise<boolean> {
    if (saving.current) return false;
    const now = Date.now();
    const found = problemOfForm(fields, stands(now));
    setProblem(found);
    setPhotoUnanswered(photoAsked.current);
    if (found || photoAsked.current) return false;
    saving.current = true;
    setSaving(true);
    setRefused(null);
    try {
      await keeping.current;
      const said = await saidOnce(now);
      const beganAt = beganInCity(fields, clockOffset());
      const isLate = isLateEntry({ ...fields, beganAt }, Date.parse(said.capturedAt) + clockOffset(), list.city.timeZone);
      const asksPhotos = sectionsOf(fields.outcome, said.channel, fields.purpose).includes("photos");
      await phone.saveVisit(
        { said, doorCode: fields.doorCode, isLate, isBeganByHand: fields.isBeganByHand },
        `${resident.name} · ${say(`outcome.${said.outcome}`)}`,
        asksPhotos
          ? { send: photos.map((photo) => sentPhoto(photo, visitId)), drop: [] }
          : { send: [], drop: photos.map(({ id }) => id) },
      );
      // What follows only helps whoever looks at the list: the visit is safe without it.
      if (!isLate) await marked(said, beganAt, ringsAgain).catch(() => undefined);
      if (said.channel === "home" && !isLate && resident.consents.includes("position"))
        await attachPosition(phone, visitId).catch(() => undefined);
      await care.lookAgain().catch(() => undefined);
      return true;
    } catch (error) {
      refuse(error);
      saving.current = false;
      setSaving(false);
      return false;
    }
  }

  /** The same words at every tap until a field changes: an answer that was lost on its way makes no second visit. */
  async function saidOnce(now: number): Promise<VisitSaid> {
    if (lastSaid.current?.of === fields) return lastSaid.current.said;
    const of = { ...fields, capturedAt: new Date(savedAt(fields, now)).toISOString() };
    const said = saidOf(of, stands(now));
    lastSaid.current = { of, said };
    setFields(of);
    await keep(visitId, { ...of }).catch(() => undefined);
    return said;
  }

  async function marked({ outcome, purpose, dangers = [] }: VisitSaid, beganAt: string, ringsAgain: boolean): Promise<void> {
    const day = todayAt(phone.now(), list.city.timeZone);
    await keep(newId(), { kind: "done", day, visitId, outcome, purpose, dangers, at: beganAt });
    if (!ringsAgain) return;
    const ringAgainAt = new Date(phone.now() + RING_AGAIN_MS).toISOString();
    await keep(newId(), { ...newFields(new Date(Date.now() + RING_AGAIN_MS).toISOString()), ringAgainAt });
  }

  return {
    ...{
      fields,
      began: beganInCity(fields, clockOffset()),
      photos,
      plannedChannel: appointment?.channel ?? null,
      problem,
      refused,
      isSaving,
      isPhotoUnanswered,
      change,
      save,
    },
    askPhoto,
    async addPhoto(photo) {
      const added = { ...photo, id: newId() };
      await keep(added.id, { photoOf: visitId, ...photo });
      setPhotos((all) => [...all, added]);
    },
    async dropPhoto(id) {
      await phone.dropDraft(id);
      setPhotos((all) => all.filter((photo) => photo.id !== id));
    },
    async discard() {
      if (saving.current) return;
      saving.current = true;
      await keeping.current;
      for (const { id } of photos) await phone.dropDraft(id);
      await phone.dropDraft(visitId);
      await care.lookAgain();
    },
  };
}

function photosOf(drafts: readonly CareDraft[], visitId: string): readonly KeptPhoto[] {
  return drafts.flatMap((draft) => {
    const { capturedAt, picture, showsFace } = draft.fields;
    return photoOf(draft) === visitId && typeof capturedAt === "string" && typeof picture === "string"
      ? [{ id: draft.visitId, capturedAt, picture, showsFace: showsFace === true }]
      : [];
  });
}

const sentPhoto = ({ id, capturedAt, showsFace, picture }: KeptPhoto, visitId: string): PhotosOfVisit["send"][number] => ({
  ...{ id, words: { visitId, capturedAt, showsFace }, picture: blobOf(picture) },
});

/** data:image/jpeg;base64,… as bytes again. */
function blobOf(picture: string): Blob {
  const text = atob(picture.slice(picture.indexOf(",") + 1));
  return new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], { type: "image/jpeg" });
}
