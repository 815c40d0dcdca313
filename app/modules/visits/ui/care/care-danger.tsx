import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { dialLink } from "~/ui/layout/dial-link";
import { DANGER_SIGNS, doNow, type DangerSign } from "../../domain/danger-signs";
import type { CareList } from "../../domain/care-list";
import classes from "./care.module.css";

interface CareDangerProps {
  readonly chosen: readonly DangerSign[];
  readonly onDuty: CareList["onDuty"];
  readonly onChoose: (sign: DangerSign, isThere: boolean) => void;
  readonly onClose: () => void;
}

/** The whole screen red: first what it is, then what to do this minute, with whom to ring under the thumb. */
export function CareDanger({ chosen, onDuty, onChoose, onClose }: CareDangerProps) {
  const { t } = useTranslation("care");
  const sheet = useRef<HTMLDialogElement>(null);
  const [shown, show] = useState<DangerSign | null>(null);
  useEffect(() => {
    const dialog = sheet.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  useEffect(() => {
    if (sheet.current) sheet.current.scrollTop = 0;
  }, [shown]);
  return (
    <dialog ref={sheet} className={classes.sheet} aria-labelledby="danger-title" onCancel={onClose}>
      {shown === null ? (
        <>
          <h2 id="danger-title">{t("danger.which")}</h2>
          {DANGER_SIGNS.map((sign) => (
            <button
              key={sign}
              type="button"
              className={classes.ring}
              onClick={() => {
                onChoose(sign, true);
                show(sign);
              }}
            >
              {chosen.includes(sign) ? "✓ " : ""}
              {t(`danger.sign.${sign}`)}
            </button>
          ))}
          {chosen.map((sign) => (
            <button key={sign} type="button" className={classes.ring} data-tone="quiet" onClick={() => onChoose(sign, false)}>
              {t("danger.notThere", { sign: t(`danger.sign.${sign}`) })}
            </button>
          ))}
          <button type="button" className={classes.ring} data-tone="quiet" onClick={onClose}>
            {t("danger.back")}
          </button>
        </>
      ) : (
        <>
          <h2 id="danger-title">
            {t("danger.now")} {t(`danger.sign.${shown}`)}
          </h2>
          <ol>
            {Array.from({ length: doNow(shown).steps }, (_, at) => (
              <li key={at}>{t(`danger.do.${shown}.${at + 1}`)}</li>
            ))}
          </ol>
          {doNow(shown).ring.map((number) => (
            <a key={number} className={classes.ring} href={dialLink(number)}>
              {t(`danger.ring.${number}`)}
            </a>
          ))}
          {onDuty.map(({ name, phone }) => (
            <a key={`${name} ${phone}`} className={classes.ring} href={dialLink(phone)}>
              {t("danger.duty", { name, phone })}
            </a>
          ))}
          {onDuty.length === 0 && <p>{t("danger.noDuty")}</p>}
          <button type="button" className={classes.ring} data-tone="quiet" onClick={onClose}>
            {t("danger.done")}
          </button>
          <button type="button" className={classes.ring} data-tone="quiet" onClick={() => show(null)}>
            {t("danger.another")}
          </button>
        </>
      )}
    </dialog>
  );
}
