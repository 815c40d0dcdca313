/** What a screen does with one form, told to the phone of a page: each of these runs in the browser, and names nothing beyond itself. */
import type { VisitSaid } from "../../app/modules/visits/domain/visit-log";
import type { CarePhone } from "../../app/offline/care-phone";

export interface TypedForm {
  readonly id: string;
  readonly resident: string;
  readonly minutes: number;
  readonly position: string | null;
  readonly photo: string | null;
  /** 补录: an hour typed by hand */
  readonly lateBeganAt: string | null;
  /** of the first tap on «save»; null = now, by the phone's clock */
  readonly capturedAt: string | null;
}

/** A form with its photo, kept and not saved. */
export async function keepForm(phone: CarePhone, form: TypedForm): Promise<void> {
  const changedAt = new Date().toISOString();
  const draft = { residentId: form.resident, changedAt };
  await phone.keepDraft({ ...draft, visitId: form.id, fields: { outcome: "seen", note: "示例" } });
  if (form.photo) await phone.keepDraft({ ...draft, visitId: form.photo, fields: { photoOf: form.id } });
}

/** Saved as the form's hook does it: the visit and its photos in one step. */
export async function saveForm(phone: CarePhone, form: TypedForm): Promise<void> {
  const at = form.capturedAt ?? new Date().toISOString();
  const drawn = (): Promise<Blob> => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 240 });
    const pen = canvas.getContext("2d")!;
    // Every photo is another one.
    for (let n = 0; n < 64; n++) {
      pen.fillStyle = `hsl(${Math.random() * 360} 60% ${Math.random() * 100}%)`;
      pen.fillRect((n % 8) * 40, Math.floor(n / 8) * 30, 40, 30);
    }
    return new Promise((done) => canvas.toBlob((picture) => done(picture!), "image/jpeg", 0.8));
  };
  const send = form.photo
    ? [{ id: form.photo, words: { visitId: form.id, capturedAt: at, showsFace: false }, picture: await drawn() }]
    : [];
  const said: VisitSaid = {
    ...{ clientId: form.id, residentId: form.resident, authorId: null, plannedVisitId: null, capturedAt: at },
    ...{ offsetSeconds: null, device: "phone", beganAt: form.lateBeganAt ?? at, minutes: form.minutes },
    ...{ outcome: "seen", channel: "home", purpose: "check", findings: [] },
    body: { looked: {}, needs: "", note: `示例记录 ${form.id}` },
  };
  const isLate = form.lateBeganAt !== null;
  await phone.saveVisit({ said, doorCode: null, isLate, isBeganByHand: isLate }, `示例 ${form.minutes}`, { send, drop: [] });
}

/** Where one stood; it follows its visit when it is known. */
export async function attachPlace(phone: CarePhone, { id, position }: TypedForm): Promise<void> {
  const capturedAt = new Date().toISOString();
  if (position) await phone.attachPosition(position, { visitId: id, lat: 34.75, lng: 113.62, accuracyMetres: 20, capturedAt });
}
