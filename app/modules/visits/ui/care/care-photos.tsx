import { useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_PHOTOS } from "../../domain/care-record";
import { refusalOf } from "./begin-visit";
import classes from "./care.module.css";
import { Problem } from "./care-choices";
import { drawnPhoto } from "./drawn-photo";

/** A photo that waits with its form: nothing of it is sent before the form is saved. */
export interface KeptPhoto {
  readonly id: string;
  readonly capturedAt: string;
  readonly showsFace: boolean;
  /** data:image/jpeg;base64,… */
  readonly picture: string;
}

interface CarePhotosProps {
  readonly photos: readonly KeptPhoto[];
  readonly mayShowFace: boolean;
  /** burnt into the picture: the city's time, and the community */
  readonly mark: string;
  /** «save» waits until the question about the photo just taken is answered */
  readonly isUnanswered: boolean;
  readonly onAsk: (isAsked: boolean) => void;
  readonly onAdd: (photo: Omit<KeptPhoto, "id">) => Promise<void>;
  readonly onDrop: (id: string) => Promise<void>;
}

const textOf = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("the browser did not read a picture back"));
    reader.readAsDataURL(blob);
  });

/** Photos by the phone's own camera; a face is on none without consent, and whoever took it is asked. */
export function CarePhotos({ photos, mayShowFace, mark, isUnanswered, onAsk, onAdd, onDrop }: CarePhotosProps) {
  const { t } = useTranslation("care");
  const input = useId();
  const [asked, ask] = useState<Omit<KeptPhoto, "id" | "showsFace"> | null>(null);
  const [problem, setProblem] = useState<"unreadable" | "face" | "full" | "failed" | null>(null);
  const isAsked = asked !== null;
  useEffect(() => {
    onAsk(isAsked);
    return () => onAsk(false);
  }, [isAsked, onAsk]);
  async function take(file: File) {
    setProblem(null);
    const taken = Date.now();
    try {
      const { picture } = await drawnPhoto(file, mark);
      ask({ capturedAt: new Date(taken).toISOString(), picture: await textOf(picture) });
    } catch {
      setProblem("unreadable");
    }
  }
  async function answer(showsFace: boolean) {
    if (!asked) return;
    ask(null);
    if (showsFace && !mayShowFace) return setProblem("face");
    try {
      await onAdd({ ...asked, showsFace });
    } catch (error) {
      setProblem(refusalOf(error) === "full" ? "full" : "failed");
    }
  }
  return (
    <fieldset className={classes.set}>
      <legend>{t("photo.title")}</legend>
      <p style={{ margin: "0 0 0.5rem" }}>
        {t(mayShowFace ? "photo.mayFace" : "photo.noFace")} {t("photo.most", { count: MOST_PHOTOS })}
      </p>
      <div className={classes.photos}>
        {photos.map((photo, at) => (
          <div key={photo.id}>
            <img src={photo.picture} alt={t("photo.nth", { nth: at + 1 })} />
            <button type="button" className={classes.choice} onClick={() => void onDrop(photo.id)}>
              {t("photo.drop", { nth: at + 1 })}
            </button>
          </div>
        ))}
      </div>
      {asked ? (
        <div role="group" aria-label={t("photo.face")}>
          <img src={asked.picture} alt={t("photo.justTaken")} style={{ display: "block", width: "100%" }} />
          <p style={{ fontWeight: 650 }}>{t("photo.face")}</p>
          <Problem words={isUnanswered ? t("photo.problem.unanswered") : null} />
          <div className={classes.ways}>
            <button type="button" className={classes.big} data-tone="quiet" onClick={() => void answer(false)}>
              {t("photo.faceNo")}
            </button>
            <button type="button" className={classes.big} data-tone="quiet" onClick={() => void answer(true)}>
              {t("photo.faceYes")}
            </button>
          </div>
        </div>
      ) : photos.length >= MOST_PHOTOS ? (
        <p style={{ margin: "0.5rem 0 0" }}>{t("photo.enough", { count: MOST_PHOTOS })}</p>
      ) : (
        <label className={classes.choice} htmlFor={input} style={{ marginTop: "0.5rem" }}>
          {t("photo.take")}
          <input
            id={input}
            type="file"
            accept="image/*"
            capture="environment"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (file) void take(file);
            }}
          />
        </label>
      )}
      <Problem words={problem && t(`photo.problem.${problem}`)} />
    </fieldset>
  );
}
