import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Outbox, OutboxItem } from "~/offline/care-phone";
import { shortNumber } from "../../domain/refused-record";
import classes from "./care.module.css";
import { CareLine } from "./care-choices";
import { kilobytes, timeWords, whyWords } from "./care-words";

interface CareOutboxProps {
  readonly outbox: Outbox;
  readonly timeZone: string;
  readonly isBusy: boolean;
  readonly onSend: () => void;
  readonly onExport: () => void;
  /** null = this phone takes no files in */
  readonly onImport: ((file: File) => void) | null;
  readonly onTryAgain: (id: string) => void;
  readonly onGiveUp: (id: string) => void;
}

/** Each record as the server last said of it; a tick turns green when the server has acknowledged that very one, and not before. */
export function CareOutbox(props: CareOutboxProps) {
  const { outbox, timeZone, isBusy, onSend, onExport, onImport, onTryAgain, onGiveUp } = props;
  const { t, i18n } = useTranslation("care");
  const file = useId();
  const { items, unsent, halt, nextTryAt, isPersisted } = outbox;
  const refused = items.filter(({ state }) => state === "refused").length;
  const open = items.filter(({ state }) => state !== "acknowledged");
  const done = items.filter(({ state }) => state === "acknowledged");
  return (
    <div style={{ display: "grid", gap: "1rem" }}>
      <h1 style={{ margin: 0, fontSize: "1.25rem" }}>
        {[unsent > 0 && t("outbox.unsent", { count: unsent }), refused > 0 && t("outbox.refused", { count: refused })]
          .filter(Boolean)
          .join(" · ") || t("outbox.allSent")}
      </h1>
      {halt && unsent > 0 && (
        <CareLine tone={halt === "signed-out" ? "bad" : "warn"}>
          <span>
            {t(`outbox.halt.${halt}`)}
            {nextTryAt && ` ${t("outbox.nextTry", { at: timeWords(nextTryAt, i18n.language, timeZone) })}`}
          </span>
          {halt === "signed-out" && (
            <a className={classes.choice} href="/sign-in/field?to=/care/outbox">
              {t("door.signIn")}
            </a>
          )}
        </CareLine>
      )}
      {isPersisted === false && unsent > 0 && <CareLine tone="warn">{t("outbox.notPersisted")}</CareLine>}
      {unsent > 0 && (
        <button type="button" className={classes.big} aria-disabled={isBusy} onClick={isBusy ? undefined : onSend}>
          {t(isBusy ? "outbox.sending" : "outbox.send")}
        </button>
      )}
      {items.length === 0 && <p>{t("outbox.empty")}</p>}
      {open.length > 0 && <ItemList title={t("outbox.open")} items={open} {...{ timeZone, onTryAgain, onGiveUp }} />}
      {done.length > 0 && <ItemList title={t("outbox.done")} items={done} {...{ timeZone, onTryAgain, onGiveUp }} />}
      <details>
        <summary style={{ minHeight: "3rem", paddingBlock: "0.75rem" }}>{t("outbox.files")}</summary>
        <p>{t("outbox.filesWhat")}</p>
        <div className={classes.ways}>
          <button
            type="button"
            className={classes.big}
            data-tone="quiet"
            aria-disabled={open.length === 0}
            onClick={open.length === 0 ? undefined : onExport}
          >
            {t("outbox.export")}
          </button>
          {onImport && (
            <label className={classes.choice} htmlFor={file}>
              {t("outbox.import")}
              <input
                id={file}
                type="file"
                onChange={(event) => {
                  const chosen = event.currentTarget.files?.[0];
                  event.currentTarget.value = "";
                  if (chosen) onImport(chosen);
                }}
              />
            </label>
          )}
        </div>
      </details>
    </div>
  );
}

/** Making a file is not yet having it: a full card or a browser within an app may drop it without a word. */
export function IsFileSaved({ onAnswer }: { readonly onAnswer: (isSaved: boolean) => void }) {
  const { t } = useTranslation("care");
  return (
    <div role="group" aria-label={t("outbox.isSaved")} className={classes.line} data-tone="warn" style={{ display: "block" }}>
      <p style={{ margin: "0 0 0.5rem" }}>{t("outbox.isSavedWhat")}</p>
      <div className={classes.ways}>
        <button type="button" className={classes.choice} onClick={() => onAnswer(true)}>
          {t("outbox.isSavedYes")}
        </button>
        <button type="button" className={classes.choice} onClick={() => onAnswer(false)}>
          {t("outbox.isSavedNo")}
        </button>
      </div>
    </div>
  );
}

interface ItemListProps extends Pick<CareOutboxProps, "timeZone" | "onTryAgain" | "onGiveUp"> {
  readonly title: string;
  readonly items: readonly OutboxItem[];
}

function ItemList({ title, items, ...rest }: ItemListProps) {
  return (
    <section className="surface">
      <h2 style={{ margin: 0, padding: "0.75rem 1rem 0.25rem", fontSize: "1.125rem" }}>
        {title} · {items.length}
      </h2>
      <ul className={classes.rows}>
        {items.map((item) => (
          <li key={item.id}>
            <Item item={item} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ItemProps extends Pick<CareOutboxProps, "timeZone" | "onTryAgain" | "onGiveUp"> {
  readonly item: OutboxItem;
}

function Item({ item, timeZone, onTryAgain, onGiveUp }: ItemProps) {
  const { t, i18n } = useTranslation("care");
  const { kind, label, savedAt, state, bytes, tries, why, acknowledgedAt, copy } = item;
  const [isOpen, setOpen] = useState(state === "refused");
  const [isAsked, ask] = useState(false);
  return (
    <div className={classes.row} style={{ display: "block" }}>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={classes.rowMain}
        style={{
          width: "100%",
          border: 0,
          padding: 0,
          background: "none",
          color: "inherit",
          font: "inherit",
          textAlign: "start",
        }}
      >
        <b>{label ? label : t(label === null ? "outbox.sealed" : "outbox.ofVisit")}</b> · {t(`outbox.kind.${kind}`)}
        <br />
        <span className={classes.state} data-state={state}>
          {state === "acknowledged" ? "✓ " : ""}
          {t(`outbox.state.${state}`)}
          {acknowledgedAt && ` ${timeWords(acknowledgedAt, i18n.language, timeZone)}`}
        </span>
      </button>
      {isOpen && (
        <div style={{ color: "var(--quiet)" }}>
          {t("outbox.savedAt", { at: timeWords(savedAt, i18n.language, timeZone), size: kilobytes(bytes) })}
          {tries > 0 && ` · ${t("outbox.tries", { count: tries })}`}
          <br />
          {t("outbox.id", { id: shortNumber(item.id) })}
        </div>
      )}
      {why && (
        <p className={state === "refused" ? classes.problem : undefined} style={{ margin: "0.25rem 0 0" }}>
          {whyWords(why, t)}
        </p>
      )}
      {state === "refused" && (
        <>
          {isAsked && <p className={classes.problem}>{t("outbox.giveUpAsk")}</p>}
          <p style={{ margin: "0.25rem 0 0.5rem" }}>{t(`outbox.copy.${copy}`, { number: shortNumber(item.id) })}</p>
          <div className={classes.ways}>
            <button type="button" className={classes.choice} onClick={() => onTryAgain(item.id)}>
              {t("outbox.tryAgain")}
            </button>
            {copy !== "none" && (
              <button
                type="button"
                className={classes.choice}
                onClick={() => (copy === "file" && !isAsked ? ask(true) : onGiveUp(item.id))}
              >
                {t(isAsked ? "outbox.giveUpSure" : "outbox.giveUp")}
              </button>
            )}
          </div>
        </>
      )}
    </div>
  );
}
